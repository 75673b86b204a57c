import { formatCents } from '../domain/money.ts'
import type { AdvisedOption } from '../domain/price-advice.ts'
import { benefitWords, optionWords } from '../domain/price-advice-words.ts'
import { Table } from './table.tsx'

export interface AdviceShown {
  people: number
  error: string | null
  options: readonly AdvisedOption[]
  /** What costs less than what one would think of first, in sentences. */
  sentences: readonly string[]
}

/** What so many people can buy, cheapest first, with what each gives and lacks. */
export function Advice({ webinar, advice }: { webinar: string; advice: AdviceShown }) {
  const { people, error, options, sentences } = advice
  return (
    <section id="prices" aria-labelledby="prices-title">
      <h2 id="prices-title">What it costs</h2>
      <form method="get" action={`/webinars/${webinar}#prices`} class="inline">
        <div class={error ? 'field wrong' : 'field'}>
          <label for="people">For how many people?</label>
          {error && (
            <p class="error" id="people-error">
              {error}
            </p>
          )}
          <input
            id="people"
            name="people"
            inputmode="numeric"
            class="short"
            value={String(people)}
            aria-invalid={error ? 'true' : undefined}
            aria-describedby={error ? 'people-error' : undefined}
          />
        </div>
        <button type="submit" class="secondary">
          Compare prices
        </button>
      </form>
      {sentences.map((sentence) => (
        <p class="notice">{sentence}</p>
      ))}
      <Table
        caption={`Prices for ${people === 1 ? 'one person' : `${people} people`}, cheapest first`}
        columns={[
          { title: 'What', isHead: true, cell: (one) => capital(optionWords(one)) },
          { title: 'In all', isNumber: true, cell: (one) => formatCents(one.totalCents) },
          { title: 'You get', cell: (one) => words(one.gives) },
          { title: 'You do not get', cell: (one) => words(one.lacks) || '–' },
          {
            title: 'Order',
            cell: (one) => (
              <a href={orderLink(webinar, one)}>
                Choose <span class="visually-hidden">{optionWords(one)}</span>
              </a>
            ),
          },
        ]}
        rows={options}
        empty="There is no price for so many. Please write to us."
      />
      <p>
        More than one webinar, or something special? <a href="/contact">Ask us for a price.</a>
      </p>
    </section>
  )
}

function orderLink(webinar: string, { product, seats }: AdvisedOption): string {
  const wish = new URLSearchParams({ webinar, product, ...(seats ? { seats: String(seats) } : {}) })
  return `/orders/new?${wish}`
}

function words(some: AdvisedOption['gives']): string {
  return some.map((one) => benefitWords[one]).join('; ')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
