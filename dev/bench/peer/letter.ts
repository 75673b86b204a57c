import { calendarEntry } from '../../../documents/calendar-entry.ts'
import { render } from '../../../mail/layout.tsx'
import { letters } from '../../../mail/samples.ts'

const organiser = { name: 'Library Webinars', email: 'help@webinars.example' }
const sender = {
  organisation: {
    name: organiser.name,
    address: '12 Reading Lane, Springfield, ST 12345',
    supportEmail: organiser.email,
    senderAddress: 'hello@webinars.example',
  },
  publicUrl: 'http://webinars.example',
}
const sample = letters.find(([kind]) => kind === 'joinDetails')
if (sample === undefined) throw new Error('There is no sample of the join details')

const content = calendarEntry({
  uid: 'calm-desks@webinars',
  sequence: 1,
  writtenAt: '2026-11-01T15:00:00.000Z',
  title: 'Calm Desks in Busy Libraries',
  startsAt: '2026-12-10T19:00:00.000Z',
  minutes: 90,
  joinUrl: 'https://meet.example/calm',
  joinNotes: 'Passcode: 4711',
  organiser,
})

/** The join details as the product sends them, written once: the peer only has to send them. */
export const peerLetter = {
  from: sender.organisation.senderAddress,
  ...render(sample[1], sender),
  icalEvent: { method: 'PUBLISH', content, filename: 'webinar.ics' },
}
