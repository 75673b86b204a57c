import { administratorsNotice, button, facts, type Letter, paragraph } from './letter.ts'
import { counted } from './words.ts'

/** Wakes the administrators: a webinar is near, and nobody knows yet how to attend. */
export function joinDetailsMissing(props: {
  title: string
  startsAt: string
  hoursLeft: number
  registered: number
  link: string
}): Letter {
  const { title, registered } = props
  const left = timeLeft(props.hoursLeft)
  return administratorsNotice({
    subject: `No join details, ${left} to go: ${title}`,
    preheader: `${counted(registered, 'person', 'people')} registered.`,
    blocks: [
      paragraph(
        `“${title}” begins in ${left}, and there are no join details. We
          promise them at least 24 hours before the start. As soon as you enter them, everyone
          who is registered is told.`,
      ),
      facts([
        ['Starts', props.startsAt],
        ['Registered', counted(registered, 'person', 'people')],
      ]),
      button('Enter the join details', props.link),
    ],
  })
}

/** Wakes the administrators: the recording is promised within two working days and is not there. */
export function recordingMissing(props: {
  title: string
  endedAt: string
  promisedBy: string
  waiting: number
  link: string
}): Letter {
  const { title, promisedBy, waiting } = props
  return administratorsNotice({
    subject: `No recording yet: ${title}`,
    preheader: `Promised by ${promisedBy}.`,
    blocks: [
      paragraph(
        `The recording of “${title}” is not published yet. We promise it within two working days,
          which is ${promisedBy}. As soon as you publish it, everyone with access is told.`,
      ),
      facts([
        ['Ended', props.endedAt],
        ['Promised by', promisedBy],
        ['Waiting for it', counted(waiting, 'person', 'people')],
      ]),
      button('Publish the recording', props.link),
    ],
  })
}

/** Hours while they can be counted on a clock, then days. */
function timeLeft(hours: number): string {
  return hours <= 72 ? counted(hours, 'hour') : counted(Math.round(hours / 24), 'day')
}
