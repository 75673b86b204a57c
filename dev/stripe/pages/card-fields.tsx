import { groupedNumber, testCards } from '../cards.ts'
import type { Shown } from './checkout.tsx'
import { money } from './layout.tsx'
import type { Filled, Mistakes } from './payment-form.ts'

/** What a buyer fills in, and the test cards to choose from. */
export function CardFields({
  shown,
  filled,
  mistakes = {},
}: {
  shown: Shown
  filled: Filled
  mistakes?: Mistakes | undefined
}) {
  const { session, wish, merchant } = shown
  const field = (name: keyof Filled, label: string, more: Record<string, string> = {}) => (
    <Field {...{ name, label, more }} value={filled[name]} mistake={mistakes[name]} />
  )
  return (
    <>
      {field('email', 'Email', { type: 'email', autocomplete: 'email' })}
      {field('number', 'Card number', { inputmode: 'numeric', placeholder: '1234 1234 1234 1234' })}
      <div class="pair">
        {field('expiry', 'Expiry', { placeholder: 'MM / YY' })}
        {field('cvc', 'CVC', { inputmode: 'numeric', placeholder: 'CVC' })}
      </div>
      {field('name', 'Name on card', { autocomplete: 'cc-name' })}
      {wish.billing_address_collection === 'required' && (
        <>
          {field('line1', 'Billing address', { autocomplete: 'billing street-address' })}
          <div class="pair">
            {field('city', 'City', { autocomplete: 'billing address-level2' })}
            {field('state', 'State', { autocomplete: 'billing address-level1' })}
          </div>
        </>
      )}
      <div class="pair">
        <Country value={filled.country} />
        {field('postalCode', 'ZIP', { autocomplete: 'postal-code' })}
      </div>
      {session.tax_id_collection?.enabled && (
        <div class="pair">
          {field('businessName', 'Business name (optional)')}
          {field('taxId', 'Tax ID (optional)')}
        </div>
      )}
      {wish.payment_intent_data?.setup_future_usage && (
        <p class="quiet">
          By paying, you allow {merchant} to charge your card for future payments in accordance with
          their terms.
        </p>
      )}
      {session.custom_text.submit && <p class="quiet">{session.custom_text.submit.message}</p>}
      <div class="actions">
        <button type="submit" class="main">
          Pay {money(session.amount_total, session.currency)}
        </button>
      </div>
      <TestCards />
    </>
  )
}

function TestCards() {
  const common = 5
  return (
    <div class="actions">
      <h3>Test cards</h3>
      <CardList cards={testCards.slice(0, common)} />
      <details>
        <summary>{testCards.length - common} more</summary>
        <CardList cards={testCards.slice(common)} />
      </details>
    </div>
  )
}

function CardList({ cards }: { cards: typeof testCards }) {
  return (
    <div class="cards">
      {cards.map(({ number, label }) => (
        <button type="submit" name="pick" value={number}>
          <code>{groupedNumber(number)}</code>
          <span>{label}</span>
        </button>
      ))}
    </div>
  )
}

function Field(props: {
  name: string
  label: string
  value: string
  mistake: string | undefined
  more: Record<string, string>
}) {
  const { name, label, value, mistake, more } = props
  const says = mistake && { 'aria-invalid': true, 'aria-describedby': `${name}-mistake` }
  return (
    <div>
      <label for={name}>{label}</label>
      <input id={name} name={name} value={value} {...more} {...says} />
      {mistake && (
        <p class="mistake" id={`${name}-mistake`}>
          {mistake}
        </p>
      )}
    </div>
  )
}

function Country({ value }: { value: string }) {
  const countries = { US: 'United States', CA: 'Canada', GB: 'United Kingdom', DE: 'Germany' }
  return (
    <div>
      <label for="country">Country</label>
      <select id="country" name="country">
        {Object.entries(countries).map(([code, name]) => (
          <option value={code} selected={code === value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
