import type { Sheet } from './sheet.ts'

/** Every check that was taken to the bank on these days, slip by slip, also those that were taken back since. */
export const deposits: Sheet = {
  columns: [
    'deposit',
    'banked on',
    'check',
    'payer',
    'received on',
    'state',
    'amount',
    'slip total',
    'currency',
  ],
  parts: (sql, { from, to }, page) => [
    sql`
      select position, cents, case when reversed_at is null then 'standing' else reversal_reason end as kind,
        jsonb_build_array(
          deposits.number, banked_on::text, checks.number, payer, received_on::text,
          case when reversed_at is null then 'standing' else reversal_reason end, cents, total_cents, 'USD'
        ) as cells
      from (
        select id, number, position, banked_on, total_cents
        from deposits
        where banked_on between coalesce(${from ?? null}::date, '-infinity') and coalesce(${to ?? null}::date, 'infinity')
          ${page(sql`position`)}
      ) deposits
      join checks on deposit_id = deposits.id
    `,
  ],
}
