import type { Fragment, Sql } from '../database/connect.ts'
import type { Step } from '../domain/process.ts'
import { type RecordEffect, type RecordSnapshot, recorded } from '../domain/record.ts'
import { standingOfCertificate } from '../readmodels/tax-certificate.ts'
import { bringAbout, post } from './claim.ts'
import { catalogueEffects } from './record-catalogue.ts'
import { mailChosen, profileSaved } from './record-profile.ts'
import { purchaseOrderFileReported } from './record-purchase-order-file.ts'
import { carriedRegistration } from './record-registration.ts'
import { signInMailed } from './record-sign-in.ts'
import { statementSent } from './record-statement.ts'
import { certificateSubject, taxCertificateEffects } from './record-tax-certificate.ts'
import { undeliverable } from './undeliverable.ts'
import { underWay } from './under-way.ts'

export interface RecordStep extends Step {
  /** `<noun>/<id>`, the part of the subject after `record:`. */
  id: string
}

type Write = (step: RecordStep) => Promise<RecordSnapshot>

export interface RecordActivities extends Record<RecordEffect['write'], Write> {
  loadRecord(input: { subject: string }): Promise<RecordSnapshot>
}

/** Short changes, each one statement. */
export function recordActivities({ sql }: { sql: Sql }): RecordActivities {
  const catalogue = catalogueEffects(sql)
  const certificate = taxCertificateEffects(sql)
  return {
    loadRecord: ({ subject }) => load(subject),

    addAdministrator: (step) =>
      change(step, [
        sql`added as (
          insert into administrators (person_id, since, role)
          select ${nounId(step)}::uuid, at, coalesce(said ->> 'role', 'administrator') from claim
          on conflict (person_id) do update set until = null, role = excluded.role
        )`,
        sql`named as (
          update people set name = claim.said ->> 'name' from claim where people.id = ${nounId(step)}
        )`,
      ]),

    changeRole: (step) =>
      change(step, [
        sql`changed as (
          update administrators set role = claim.said ->> 'role' from claim
          where person_id = ${nounId(step)} and until is null
            and (claim.said ->> 'role' = 'administrator' or ${isNotLast(step)})
        )`,
      ]),

    removeAdministrator: (step) =>
      change(step, [
        sql`removed as (
          update administrators set until = claim.at from claim
          where person_id = ${nounId(step)} and ${isNotLast(step)}
        )`,
      ]),

    mailSignIn: (step) => change(step, signInMailed(sql, step, nounId(step))),

    trustDomain: (step) =>
      change(step, [
        sql`trusted as (
          insert into trusted_domains (domain, trusted_by, trusted_at)
          select ${nounId(step)}, actor, at from claim
          on conflict (domain) do nothing
        )`,
      ]),

    closeTask: (step) =>
      change(step, [
        sql`closed as (
          update tasks set closed_at = claim.at, closed_by = claim.actor from claim
          where tasks.id = ${nounId(step)} and closed_at is null
        )`,
      ]),

    resendMessage: (step) =>
      change(step, [
        sql`again as (
          insert into messages (id, key, kind, subject, sent_by, person_id, data, step, written_at, send_at)
          select gen_random_uuid(), key || '/again/' || claim.id, kind, messages.subject, ${step.subject}, person_id,
            data, step, at, at
          from messages, claim
          where messages.id = ${nounId(step)}
        )`,
        sql`seen as (
          update tasks set closed_at = claim.at, closed_by = claim.actor from claim
          where key = ${`undeliverable/${nounId(step)}`} and closed_at is null
        )`,
      ]),

    reportReturn: (step) =>
      change(step, [
        sql`came_back as (
          update messages set state = 'refused', settled_at = at from claim
          where messages.id = ${nounId(step)} and state = 'sent'
          returning messages.id, messages.subject, kind, person_id, sent_to
        )`,
        sql`marked as (
          update people set address_refused_at = claim.at from claim, came_back
          where people.id = person_id and email = sent_to
        )`,
        sql`asked as (
          ${undeliverable(sql, step.at)} from came_back on conflict (key) do nothing
        )`,
      ]),

    sendTest: (step) =>
      change(step, [
        post(sql, step, {
          as: 'tested',
          kind: 'mailing-test',
          to: sql`
            select people.id as person_id, said as data
            from claim
            join people on 'administrator:' || people.id = actor
          `,
        }),
      ]),

    sendStatement: (step) => change(step, [statementSent(sql, step)]),
    savePresenter: (step) => change(step, [catalogue.presenter(nounId(step))]),
    saveSeries: (step) => change(step, [catalogue.series(nounId(step))]),
    savePriceList: (step) => change(step, [catalogue.priceList(nounId(step))]),
    savePassProduct: (step) => change(step, [catalogue.passProduct(nounId(step))]),
    carryOverRegistration: (step) => change(step, [carriedRegistration(sql, step)]),
    reportPurchaseOrderFile: (step) =>
      change(step, [purchaseOrderFileReported(sql, step, nounId(step))]),
    saveProfile: (step) => change(step, [profileSaved(sql, nounId(step))]),
    chooseMail: (step) => change(step, [mailChosen(sql, nounId(step))]),
    sendTaxCertificate: (step) => change(step, certificate.sent(step, nounId(step))),
    recordTaxCertificate: (step) => change(step, certificate.recorded(step, nounId(step))),
    refuseTaxCertificate: (step) => change(step, certificate.refused(step, nounId(step))),
    withdrawTaxCertificate: (step) => change(step, certificate.withdrawn(step, nounId(step))),
    remindOfTaxCertificate: (step) => change(step, certificate.reminded(step, nounId(step))),
  }

  /** Somebody else is left who may change roles. */
  function isNotLast(step: RecordStep): Fragment {
    return sql`exists (
      select from administrators other
      where other.person_id <> ${nounId(step)}::uuid and other.until is null and other.role = 'administrator'
    )`
  }

  async function change(
    step: RecordStep,
    effects: [Fragment, ...Fragment[]],
  ): Promise<RecordSnapshot> {
    await bringAbout(sql, step, recorded.stage, effects)
    return load(step.subject)
  }

  async function load(subject: string): Promise<RecordSnapshot> {
    const { taken: _, ...errands } = await underWay(sql, subject)
    const taxCertificate = subject.startsWith(certificateSubject)
      ? await standingOfCertificate(sql, subject.slice(certificateSubject.length))
      : null
    return { ...recorded, timers: [], ...errands, taxCertificate }
  }
}

function nounId({ id }: RecordStep): string {
  return id.slice(id.indexOf('/') + 1)
}
