import type { Sentences } from './sentence.ts'

export const carryOverRefusals: Sentences = {
  'invoice-carried-over-before': ({ text }) =>
    `This invoice is here already, as order ${text('order')}.`,
}
