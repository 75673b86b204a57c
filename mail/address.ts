import { button, facts, type Letter, note, paragraph, personalLetter } from './letter.ts'

interface Change {
  name: string | null
  from: string
  to: string
}

/** Asks the mailbox that is left whether its owner wants that. */
export function addressProofOld(props: Change & { link: string; until: string }): Letter {
  return personalLetter({
    name: props.name,
    subject: 'Do you want to change your email address?',
    preheader: `Nothing changes before you say yes, by ${props.until}.`,
    blocks: [
      paragraph(
        `Somebody who is signed in as you asked us to write to another address from now on. We do
          that as soon as both mailboxes have said yes.`,
      ),
      facts([
        ['From', props.from],
        ['To', props.to],
        ['Say yes by', props.until],
      ]),
      button('Say yes or no', props.link),
      note(
        `If it was not you, please open the page and say no: that also signs you out everywhere, so
          that nobody goes on in your name.`,
      ),
    ],
  })
}

/** Asks the new mailbox whether it belongs to who asked. */
export function addressProofNew(props: Change & { link: string; until: string }): Letter {
  return personalLetter({
    name: null,
    subject: 'Is this your new email address?',
    preheader: `Nothing changes before you say yes, by ${props.until}.`,
    blocks: [
      paragraph(
        `Somebody asked us to write to ${props.to} from now on. We do that as soon as this mailbox
          and the one before have both said yes.`,
      ),
      button('Say yes or no', props.link),
      note(
        `Please answer by ${props.until}. If you do not know what this is about, there is nothing
          you need to do: without your yes we do not write here again.`,
      ),
    ],
  })
}

/** Tells a mailbox, the one before and the new one, that the address has changed. */
export function addressChanged(props: Change): Letter {
  return personalLetter({
    name: props.name,
    subject: 'Your email address has changed',
    preheader: `From now on we write to ${props.to}.`,
    blocks: [
      paragraph(
        `Both mailboxes have said yes. From now on we write to the new address, and you sign in with
          it. Your webinars, passes and orders are where they were.`,
      ),
      facts([
        ['Before', props.from],
        ['From now on', props.to],
      ]),
      note('If this was not you, please write to us at once.'),
    ],
  })
}

/** Tells that nothing has changed, since not both mailboxes have said yes in time. */
export function addressUnchanged(props: Change & { link: string }): Letter {
  return personalLetter({
    name: props.name,
    subject: 'Your email address is as it was',
    preheader: `We go on writing to ${props.from}.`,
    blocks: [
      paragraph(
        `You asked us to write to ${props.to}. Not both mailboxes have said yes within a day, so we
          go on writing to ${props.from}. You can ask again at any time.`,
      ),
      button('Open my profile', props.link),
    ],
  })
}
