import { Page } from '../layout.tsx'

/** Where a buyer comes back from paying by card. */
export function CardReturn(props: {
  order: string
  isPaid: boolean
  sentence: string
  link: string
}) {
  const { order, isPaid, sentence, link } = props
  return (
    <Page title={isPaid ? 'Thank you' : 'Your payment'}>
      <p class="eyebrow">Order {order}</p>
      <h1>{isPaid ? 'Thank you' : 'Your payment'}</h1>
      <p class="lead" role="status" data-look-again={isPaid ? undefined : 'yes'}>
        {sentence}
      </p>
      <p>
        <a href={link} class="button">
          Go to your order
        </a>
      </p>
    </Page>
  )
}
