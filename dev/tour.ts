interface Sights {
  publicUrl: string
  /** Unknown where real services are used. */
  inboxUrl: string | undefined
  temporalUiUrl: string | undefined
  administratorToken: string
  webinar: string
}

interface Stop {
  title: string
  commands: string[]
  look: string
}

/** Commands that can be pasted in order, each with what there is to see after it. */
export function tour(sights: Sights): string {
  const stops = [
    prepare(sights),
    ...joining(sights),
    ...buying(sights),
    ...paying(sights),
    ...watching(sights),
  ]
  const lines = stops.flatMap(({ title, commands, look }, index) => [
    `  ${index}. ${title}`,
    ...commands.map((command) => `     ${command}`),
    ...(look ? [`     → ${look}`] : []),
    '',
  ])
  return ['A short tour. Paste each step into another terminal, in order:', '', ...lines].join('\n')
}

const field = (expression: string) => ` | field '${expression}'`

function prepare({ publicUrl, inboxUrl, administratorToken }: Sights): Stop {
  return {
    title: 'Say where everything is, and how to send',
    commands: [
      `export API=${publicUrl}/api/v1 INBOX=${inboxUrl ?? ''} ADMIN=${administratorToken}`,
      `export NORA=nora-$(date +%H%M%S)@springfield.example`,
      `post() { curl -s -w '\\n' "$API$1" -H 'Content-Type: application/json' -H "Authorization: Bearer $ADMIN" -H "Idempotency-Key: tour-$RANDOM-$RANDOM" -d "$2"; }`,
      `field() { node -pe "JSON.parse(require('fs').readFileSync(0, 'utf8'))$1"; }`,
    ],
    look: '',
  }
}

function joining({ inboxUrl, temporalUiUrl }: Sights): Stop[] {
  return [
    {
      title: 'Apply for membership',
      commands: [
        `PERSON=$(post /applications '{"name": "Nora Newcomer", "email": "'$NORA'", "organisation": "Springfield Public Library", "role": "Branch manager", "why": "Safer branches."}'${field('.subject.split(":")[1]')}); echo $PERSON`,
      ],
      look: `Inbox: ${inboxUrl}/?to=nora has the mail with her code. Temporal UI: ${temporalUiUrl}/namespaces/default/workflows, membership:$PERSON waits for the applicant.`,
    },
    {
      title: 'Confirm the address with the code from the mail',
      commands: [
        `CODE=$(curl -s "$INBOX/api/messages?to=$NORA"${field('.messages[0].text.match(/\\b\\d{6}\\b/)[0]')}); echo $CODE`,
        `post /confirmations '{"email": "'$NORA'", "code": "'$CODE'"}'`,
      ],
      look: 'Temporal UI: its AwaitingActor is now administrator. Inbox: after a minute the administrator is told, in one mail for all who wait.',
    },
    {
      title: 'Approve',
      commands: ['post /applications/$PERSON/approvals {}'],
      look: 'Inbox: the welcome. Temporal UI: the workflow has completed as active. Approve again: you are told who did, and when.',
    },
  ]
}

function buying({ webinar, inboxUrl, temporalUiUrl }: Sights): Stop[] {
  const people = ['ada', 'ben', 'cleo', 'dan', 'eve'].map((name) => `${name}@springfield.example`)
  return [
    {
      title: 'Order five seats by purchase order',
      commands: [
        `ORDER=$(post /orders '{"product": "team", "webinar": "${webinar}", "seats": 5, "people": "${people.join(' ')}", "buyer": {"name": "Nora Newcomer", "email": "'$NORA'"}, "organisation": "Springfield Public Library", "paysBy": "purchase-order", "purchaseOrderNumber": "PO-1138"}'${field('.subject.split(":")[1]')}); echo $ORDER`,
      ],
      look: `Inbox: the administrator is asked to look at the purchase order. Temporal UI: ${temporalUiUrl}/namespaces/default/workflows/order:$ORDER; its details say what it waits for.`,
    },
    {
      title: 'Accept the purchase order',
      commands: ['post /orders/$ORDER/purchase-order-acceptances {}'],
      look: `Inbox: the numbered invoice to the buyer ($325.00), and to each of the five how to attend: ${inboxUrl}/?to=springfield.`,
    },
    {
      title: 'Record the check',
      commands: [
        `post /checks '{"payer": "City of Springfield", "number": "'$ORDER'", "cents": 32500, "receivedOn": "'$(date +%F)'", "allocations": [{"order": "'$ORDER'", "cents": 32500}]}'`,
        `sleep 1; curl -s $API/orders/$ORDER -H "Authorization: Bearer $ADMIN"${field('.stage')}`,
      ],
      look: 'Inbox: the receipt. Temporal UI: check:… has completed; the reminders of the order are gone from its timeline. Record it again: it is refused, with the first one named.',
    },
  ]
}

function paying({ webinar }: Sights): Stop[] {
  return [
    {
      title: 'See what was issued on paper',
      commands: [
        `curl -s $API/orders/$ORDER/documents -H "Authorization: Bearer $ADMIN"${field('.items.map(({ kind, link }) => kind + " " + link).join("\\n")')}`,
      ],
      look: 'Open the links: the invoice and the receipt, as PDF. The same files were attached to the mails.',
    },
    {
      title: 'Order one seat and pay it by card',
      commands: [
        `CARD=$(post /orders '{"product": "individual", "webinar": "${webinar}", "seats": 1, "people": [], "buyer": {"name": "Cara Card", "email": "cara@springfield.example"}, "paysBy": "card"}'${field('.subject.split(":")[1]')}); sleep 3; echo $CARD`,
        `curl -s $API/orders/$CARD/checkout -H "Authorization: Bearer $ADMIN"${field('.url')}`,
      ],
      look: 'Open the address, and pay with 4242 4242 4242 4242 (or be declined with 4000 0000 0000 0002). You come back to the order; the receipt is in the inbox.',
    },
    {
      title: 'Refund a part of it',
      commands: [
        `post /orders/$CARD/refunds '{"what": "amount", "cents": 1000, "reason": "A gesture."}'`,
      ],
      look: 'Stripe stand-in: the refund. Inbox: the refund note. The order is part-refunded, and its seat stays open.',
    },
  ]
}

function watching({ webinar, temporalUiUrl }: Sights): Stop[] {
  return [
    {
      title: 'Hold the webinar: begin it early, end it, publish the recording',
      commands: [
        `post /webinars/${webinar}/starts {}`,
        `post /webinars/${webinar}/endings {}`,
        `post /webinars/${webinar}/slides '{"url": "https://slides.example/calm-desks.pdf"}'`,
        `post /webinars/${webinar}/recordings '{"url": "https://video.example/calm-desks", "minutes": 58}'`,
      ],
      look: `Inbox: everybody with access has the recording, once. Temporal UI: ${temporalUiUrl}/namespaces/default/workflows/webinar:${webinar}.`,
    },
  ]
}
