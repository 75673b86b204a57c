import { addDays } from '../domain/date.ts'

/** Orders that are paid by card: what becomes of each is in `seed-money.ts`. */
export function cardOrders(webinar: string) {
  return {
    paid: individual(webinar, 'Dora Dale', 'dora.dale@stonebridge.example'),
    partRefunded: {
      ...individual(webinar, 'Elio Estrada', 'elio.estrada@greenfield.example'),
      seats: 2,
      people: [{ email: 'elio.estrada@greenfield.example' }, { email: 'tia@greenfield.example' }],
    },
    disputed: individual(webinar, 'Finn Fisher', 'finn.fisher@harborview.example'),
    left: individual(webinar, 'Gwen Gray', 'gwen.gray@millbrook.example'),
    pass: {
      buyer: { name: 'Hugo Hale', email: 'hugo.hale@hillside.example' },
      organisation: 'Hillside Library',
      product: 'pass',
      passProduct: 'individual-annual',
      paysBy: 'card',
      savesCard: true,
    },
  }
}

/** A quote that nobody has accepted yet. */
export function quote(webinar: string) {
  return {
    buyer: { name: 'Lena Lund', email: 'lena.lund@lakeview.example' },
    organisation: 'Lakeview School District',
    product: 'team',
    webinar,
    seats: 12,
    people: [],
    access: 'roster',
    paysBy: 'quote',
  }
}

/** An order by invoice whose city pays for the library, with a check that is a little too much. */
export function invoiced(webinar: string) {
  return {
    buyer: { name: 'Kim Kane', email: 'kim.kane@kingsport.example' },
    organisation: 'Kingsport Public Library',
    product: 'team',
    webinar,
    seats: 5,
    people: [],
    access: 'roster',
    paysBy: 'invoice',
    billTo: {
      name: 'Accounts Payable',
      organisation: 'City of Kingsport',
      address: '225 W Center St\nKingsport, TN 37660',
      email: 'payable@kingsport.example',
    },
  }
}

/** Two checks that went to the bank together: one for the order, one that nobody knows the reason of yet. */
export function deposit(order: string, today: string) {
  const receivedOn = addDays(today, -1)
  return {
    bankedOn: today,
    totalCents: 43_500,
    checks: [
      {
        payer: 'City of Kingsport',
        number: '88412',
        cents: 33_500,
        receivedOn,
        memo: null,
        allocations: [{ order, cents: 33_500 }],
      },
      {
        payer: 'Friends of Hillside Library',
        number: '1207',
        cents: 10_000,
        receivedOn,
        memo: 'Webinars',
        allocations: [],
      },
    ],
  }
}

function individual(webinar: string, name: string, email: string) {
  return {
    buyer: { name, email },
    product: 'individual',
    webinar,
    seats: 1,
    people: [{ email }],
    access: 'roster',
    paysBy: 'card',
  }
}
