import { localDate } from '../domain/calendar.ts'
import { addDays } from '../domain/date.ts'
import { type CatalogueWebinar, type Request, readCatalogue } from './catalogue.ts'
import { localStart } from './local-start.ts'

const zone = 'America/New_York'

export const administrator = { name: 'Ann Archer', email: 'ann.archer@webinars.example' }

export const joinDetails = {
  url: 'https://meet.example/calm-desks',
  notes: 'By telephone: +1 312 555 0100, code 4711.',
}

export interface Applicant {
  name: string
  email: string
  organisation: string
  role: string
  why: string
}

/** Applicants that wait for an administrator. */
export const applicants: Applicant[] = [
  {
    name: 'Maya Meadows',
    email: 'maya.meadows@riverside.example',
    organisation: 'Riverside City Library',
    role: 'Head of circulation',
    why: 'Two of us look after the evening desk, and we would like to do it calmly.',
  },
  {
    name: 'Omar Oakes',
    email: 'omar.oakes@lakeview.example',
    organisation: 'Lakeview School District',
    role: 'School librarian',
    why: 'A colleague recommended the webinar on harassment by patrons.',
  },
  {
    name: 'Priya Patel',
    email: 'priya.patel@northwood.example',
    organisation: 'Northwood County Library',
    role: 'Trainer',
    why: 'I plan the staff day in spring.',
  },
]

const title = 'Calm Desks in Busy Libraries'
const described = {
  title,
  series: ['library-safety'],
  presenter: 'steve-albrecht',
  timeZone: zone,
  minutes: 60,
  priceList: '2022',
  overview:
    'How a public desk stays calm when the room does not, and who does what when it gets loud.',
  agenda: [
    'What people bring to the desk',
    'The first sentence, and the second',
    'Working as a pair',
    'When to step back, and whom to call',
    'After it: notes, talk, rest',
  ],
}

export function webinarInThreeWeeks(now: Date) {
  return { ...described, slug: 'calm-desks', startsAt: localStart({ now, days: 21, zone }) }
}

/** A webinar that begins within the hour, so that the tour can hold it. */
export function webinarWithinTheHour(now: Date, take: number) {
  const half = 30 * 60_000
  const start = new Date(Math.ceil((now.getTime() + 5 * 60_000) / half) * half)
  const startsAt = `${start.toISOString().slice(0, 16)}:00`
  const day = startsAt.slice(0, 16).toLowerCase().replace(/[:t]/g, '-')
  const slug = take === 1 ? `calm-desks-${day}` : `calm-desks-${day}-${take}`
  return { ...described, slug, timeZone: 'UTC', startsAt }
}

/** What was there before: members, the two webinars of the catalogue with people, a pass that is near its renewal. */
export async function past(): Promise<Request[]> {
  const { webinars } = await readCatalogue()
  return [
    ...webinars.map((webinar) => ({ path: '/carry-overs/webinars', body: recorded(webinar) })),
    ...people.map((body) => ({ path: '/carry-overs/members', body })),
    ...webinars.flatMap(({ slug }) =>
      people.map(({ name, email }) => ({
        path: '/carry-overs/registrations',
        body: { webinar: slug, name, email },
      })),
    ),
  ]
}

/** What comes: the webinar on sale, the pass that will end in three weeks, a question. */
export function upcoming(now: Date): Request[] {
  const webinar = webinarInThreeWeeks(now)
  const today = localDate(now.toISOString(), zone)
  return [
    { path: '/webinars', body: webinar },
    { path: `/webinars/${webinar.slug}/publications`, body: {} },
    {
      path: '/carry-overs/passes',
      body: {
        name: 'Rosa Reyes',
        email: 'rosa.reyes@hillside.example',
        product: 'individual-annual',
        startsOn: addDays(today, -344),
      },
    },
    {
      path: '/inquiries',
      body: {
        name: 'Gus Green',
        email: 'gus.green@bayfield.example',
        organisation: 'Bayfield Library System',
        about: 'group-discount',
        text: 'We are 40 people in nine branches. Is there a price for all of us together?',
      },
    },
  ]
}

/** Purchase orders: one that was accepted and waits for its check, one that waits to be accepted. */
export function orders(webinar: string) {
  return [
    {
      isAccepted: true,
      body: {
        buyer: { name: 'Carla Cole', email: 'carla.cole@fairview.example' },
        organisation: 'Fairview Public Library',
        product: 'team',
        webinar,
        seats: 4,
        people: [
          { email: 'carla.cole@fairview.example' },
          { email: 'desk.one@fairview.example' },
          { email: 'desk.two@fairview.example' },
        ],
        access: 'roster',
        paysBy: 'purchase-order',
        purchaseOrderNumber: 'FV-2207',
      },
    },
    {
      isAccepted: false,
      body: {
        buyer: { name: 'Ivan Ives', email: 'ivan.ives@eastport.example' },
        organisation: 'City of Eastport',
        product: 'institution',
        webinar,
        access: 'niche-academy',
        sharedAddress: 'training@eastport.example',
        paysBy: 'purchase-order',
        purchaseOrderNumber: 'EP/31-884',
      },
    },
  ]
}

const people = [
  {
    name: 'Carla Cole',
    email: 'carla.cole@fairview.example',
    organisation: 'Fairview Public Library',
  },
  { name: 'Hugo Hale', email: 'hugo.hale@hillside.example', organisation: 'Hillside Library' },
  { name: 'Rosa Reyes', email: 'rosa.reyes@hillside.example', organisation: 'Hillside Library' },
]

function recorded(webinar: CatalogueWebinar): Record<string, unknown> {
  return {
    ...webinar,
    recordingUrl: `https://video.example/${webinar.slug}`,
    recordingMinutes: webinar.minutes,
    slidesUrl: `https://slides.example/${webinar.slug}.pdf`,
  }
}
