import { mostFilesAnOrder, type UploadKind } from '../domain/upload.ts'
import { orderByNumber } from '../readmodels/order.ts'
import { filesWith } from '../readmodels/upload.ts'
import type { ApiDeps } from './deps.ts'
import type { Intake } from './intake.ts'
import { ProblemError } from './problem.ts'
import { refusalSentence } from './refusal.ts'
import type { Sent } from './upload.ts'

type FileSent = Pick<Sent<never>, 'file'>
type Submission = Omit<Intake, 'at' | 'actor' | 'token'>

/**
 * The submission of a file that comes with an order.
 * @throws ProblemError 409 where the order holds as many as it may, or a certificate has no organisation to stand for
 */
export async function fileWithOrder(
  deps: ApiDeps,
  kind: UploadKind,
  { file, order }: FileSent & { order: string },
): Promise<Submission> {
  await requireRoom(deps, order)
  const { sha256 } = file
  if (kind === 'purchase-order') {
    return {
      kind: 'reportPurchaseOrderFile',
      subject: { upload: 'purchase-order-file' },
      body: { sha256 },
      upload: { ...file, order, organisation: null },
    }
  }
  const organisation = (await orderByNumber(deps.sql, order))?.organisation?.id ?? null
  if (organisation === null) throw await refusal(deps, { refused: 'no-organisation' })
  return {
    kind: 'sendTaxCertificate',
    subject: { upload: 'tax-certificate' },
    body: { sha256 },
    upload: { ...file, order, organisation },
  }
}

async function requireRoom(deps: ApiDeps, order: string): Promise<void> {
  const files = await filesWith(deps.sql, order)
  if (files >= mostFilesAnOrder) throw await refusal(deps, { refused: 'too-many-files', files })
}

async function refusal(
  { sql, organisation }: ApiDeps,
  details: { refused: string; files?: number },
): Promise<ProblemError> {
  const detail = await refusalSentence(sql, details, organisation.zone)
  return new ProblemError({ status: 409, code: details.refused, detail })
}
