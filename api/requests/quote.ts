import { z } from '@hono/zod-openapi'
import { cents, line } from './fields.ts'

export const quoteAcceptanceRequest = z
  .strictObject({
    purchaseOrderNumber: line('the number of the purchase order', 60).nullish(),
  })
  .openapi('QuoteAcceptanceRequest')

export const priceAgreementRequest = z
  .strictObject({ agreedCents: cents })
  .openapi('PriceAgreementRequest')
