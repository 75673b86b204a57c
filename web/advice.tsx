import { formatCents } from '../domain/money.ts'
import { type AdvisedOption, type Benefit, serves } from '../domain/price-advice.ts'
import { benefitWords, optionWords } from '../domain/price-advice-words.ts'
import { Table } from './table.tsx'

export interface AdviceShown {
  people: number
  /** As it stands in the field, also when it is no number. */
  typed: string
  error: string | null
  /** What one may choose by, and what is chosen of it. */
  choices: readonly Benefit[]
  wants: readonly Benefit[]
  options: readonly AdvisedOption[]
  /** What costs less than what one would think of first, in sentences. */
  sentences: readonly string[]
  /** Nothing can be ordered at the moment. */
  isClosed: boolean
}

/** What so many people can buy, cheapest first, with what each gives and lacks. */
export function Advice({ webinar, advice }: { webinar: string; advice: AdviceShown }) {
  const { people, wants, options, sentences, isClosed } = advice
  const number = people === 1 ? 'one person' : `${people.toLocaleString('en-US')} people`
  return (
    <section id="prices" aria-labelledby="prices-title">
      <h2 id="prices-title">What it costs</h2>
      <Asked webinar={webinar} advice={advice} />
      {wants.length > 0 && <Best options={options} wants={wants} />}
      {sentences.map((sentence) => (
        <p class="notice">{sentence}</p>
      ))}
      <Table
        caption={`Prices for ${number}, cheapest first`}
        stacks
        columns={[
          {
            title: 'What',
            isHead: true,
            cell: (one) => (
              <>
                {capital(optionWords(one))}{' '}
                {wants.length > 0 && serves(one, wants) && (
                  <span class="badge done">Has all you need</span>
                )}
              </>
            ),
          },
          { title: 'In all', isNumber: true, cell: (one) => formatCents(one.totalCents) },
          { title: 'You get', cell: (one) => words(one.gives) },
          { title: 'You do not get', cell: (one) => words(one.lacks) || '–' },
          ...(isClosed ? [] : [order(webinar)]),
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

function Asked({ webinar, advice }: { webinar: string; advice: AdviceShown }) {
  const { typed, error, choices, wants } = advice
  return (
    <form method="get" action={`/webinars/${webinar}#prices`}>
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
          value={typed}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={error ? 'people-error' : undefined}
        />
      </div>
      {choices.length > 0 && (
        <fieldset>
          <legend>
            What do you need?<span class="optional"> (optional)</span>
          </legend>
          {choices.map((benefit) => (
            <div class="tick">
              <input
                type="checkbox"
                name="wants"
                id={benefit}
                value={benefit}
                checked={wants.includes(benefit)}
              />
              <label for={benefit}>{capital(benefitWords[benefit])}</label>
            </div>
          ))}
        </fieldset>
      )}
      <button type="submit" class="secondary">
        Compare prices
      </button>
    </form>
  )
}

function Best({ options, wants }: Pick<AdviceShown, 'options' | 'wants'>) {
  const best = options.find((one) => serves(one, wants))
  return best ? (
    <p class="notice">
      The cheapest with all that you need: <strong>{optionWords(best)}</strong>, for{' '}
      {formatCents(best.totalCents)} in all.
    </p>
  ) : (
    <p class="notice waits">
      Nothing gives all of this together. Please choose less, or <a href="/contact">write to us</a>.
    </p>
  )
}

function order(webinar: string) {
  return {
    title: 'Order',
    cell: (one: AdvisedOption) => (
      <a href={orderLink(webinar, one)}>
        Choose <span class="visually-hidden">{optionWords(one)}</span>
      </a>
    ),
  }
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
