import type { Sql } from '../../database/connect.ts'
import { formatDate } from '../../domain/date.ts'
import type { Letter } from '../../mail/letter.ts'
import * as letters from '../../mail/tax-certificate.ts'
import { purchaseOrderFile } from '../../mail/upload.ts'
import { orderByNumber } from '../../readmodels/order.ts'
import { nameOf } from '../../readmodels/person.ts'
import { type CertificateShown, certificateById } from '../../readmodels/tax-certificate.ts'
import { uploadById } from '../../readmodels/upload.ts'
import type { Links } from '../links.ts'
import type { OutboxMessage, Writer, Written } from '../outbox.ts'
import { tokenIn } from './order-about.ts'

/** The letters about files that were sent, and about certificates of tax exemption. */
export function uploadWriters({ sql, links }: { sql: Sql; links: Links }): Record<string, Writer> {
  return {
    'purchase-order-file': async ({ data }) => {
      const file = await uploadById(sql, String(data.file))
      const order = file?.order && (await orderByNumber(sql, file.order.number))
      if (!file || !order) return null
      const letter = purchaseOrderFile({
        orderNumber: order.number,
        purchaseOrderNumber: order.purchaseOrderNumber,
        buyer: order.buyer.name ?? order.buyer.email,
        organisation: order.organisation?.name ?? null,
        fileName: file.fileName,
        link: links.page(`/files/${file.id}`),
      })
      return { letter }
    },

    'tax-certificate-sent': about('sent', (certificate) =>
      letters.taxCertificateToCheck({
        ...atDesk(certificate),
        orderNumber: certificate.order,
      }),
    ),
    'tax-certificate-recorded': toBuyer('on-file', (told, certificate) =>
      letters.taxCertificateOnFile({ ...told, ...ending(certificate) }),
    ),
    'tax-certificate-refused': toBuyer('refused', (told, certificate) =>
      letters.taxCertificateRefused({ ...told, reason: certificate.refusedReason ?? '' }),
    ),
    'tax-certificate-ending-desk': about('on-file', (certificate, message) =>
      letters.taxCertificateEndingDesk({
        ...atDesk(certificate),
        ...ending(certificate),
        isOver: isOver(message),
      }),
    ),
    'tax-certificate-ending': toBuyer('on-file', (told, certificate, message) =>
      letters.taxCertificateEnding({
        ...told,
        ...ending(certificate),
        isOver: isOver(message),
      }),
    ),
  }

  /** A letter about the message's certificate; null where it stands otherwise by now. */
  function about(
    stage: CertificateShown['stage'],
    write: (certificate: CertificateShown, message: OutboxMessage) => Letter,
  ): Writer {
    return async (message) => {
      const certificate = await certificateOf(message)
      return certificate?.stage === stage ? { letter: write(certificate, message) } : null
    }
  }

  /** The same to somebody who opens it by the link of an order, which is masked in what is kept. */
  function toBuyer(
    stage: CertificateShown['stage'],
    write: (told: Told, certificate: CertificateShown, message: OutboxMessage) => Letter,
  ): Writer {
    return async (message): Promise<Written | null> => {
      const certificate = await certificateOf(message)
      const number = String(message.data.order ?? certificate?.order)
      const order = await orderByNumber(sql, number)
      if (certificate?.stage !== stage || order === null) return null
      const link = links.to({ noun: 'order', id: number, version: order.linkVersion })
      const { organisation, file } = certificate
      const told = {
        name: await nameKnown(message),
        organisation: organisation.name,
        fileName: file.fileName,
        link,
      }
      return { letter: write(told, certificate, message), secrets: [tokenIn(link)] }
    }
  }

  function certificateOf({ subject }: OutboxMessage): Promise<CertificateShown | null> {
    return certificateById(sql, subject.slice(subject.indexOf('/') + 1))
  }

  async function nameKnown({ person_id: id }: OutboxMessage): Promise<string | null> {
    const name = await nameOf(sql, id)
    return name?.includes('@') ? null : name
  }

  function atDesk({ organisation, file }: CertificateShown) {
    return {
      organisation: organisation.name,
      fileName: file.fileName,
      link: links.page(`/console/organisations/${organisation.id}`),
    }
  }
}

interface Told {
  name: string | null
  organisation: string
  fileName: string
  link: string
}

function ending({ number, validUntil }: CertificateShown) {
  return { number, validUntil: formatDate(validUntil ?? '') }
}

function isOver({ data }: OutboxMessage): boolean {
  return data.reminder === 'expired'
}
