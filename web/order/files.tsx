import type { Order } from '../../readmodels/order.ts'
import type { Upload } from '../../readmodels/upload.ts'
import { FileField } from '../field.tsx'
import { Form } from '../form.tsx'
import { Stamp } from '../when.tsx'
import { actionOf, type FormsShown, filledOf } from './forms.ts'
import { possible } from './words.ts'

export type FileShown = Upload & { link: string }

interface FilesShown {
  order: Order
  files: readonly FileShown[]
  forms: FormsShown
}

/** The purchase orders that came as files, and a way to send one, or a certificate of tax exemption. */
export function Files({ order, files, forms }: FilesShown) {
  const canSend = possible(order).sendFile
  if (files.length === 0 && !canSend) return null
  return (
    <section aria-labelledby="files" class={files.length === 0 ? 'no-print' : undefined}>
      <h2 id="files">Your files</h2>
      {files.length > 0 && (
        <ul>
          {files.map(({ fileName, link, uploadedAt }) => (
            <li>
              <a href={link}>{fileName}</a>, came <Stamp at={uploadedAt} />
            </li>
          ))}
        </ul>
      )}
      {canSend && (
        <Sending
          name="purchase-order-files"
          title="Send the purchase order as a file"
          label="Purchase order"
          forms={forms}
        />
      )}
      {canSend && order.organisation !== null && (
        <Sending
          name="tax-certificates"
          title="We are exempt from sales tax"
          label="Tax exemption certificate"
          forms={forms}
        />
      )}
    </section>
  )
}

function Sending(props: { name: string; title: string; label: string; forms: FormsShown }) {
  const { name, title, label, forms } = props
  const filled = filledOf(forms, name)
  const isOpen = forms.open?.name === name
  return (
    <details open={isOpen} class="no-print">
      <summary>{title}</summary>
      <Form
        action={actionOf(forms, name)}
        filled={filled}
        submit="Send the file"
        isSecondary
        hasFile
        hasNoSummary
      >
        <FileField
          name="file"
          id={isOpen ? 'file' : name}
          label={label}
          hint="A PDF, PNG or JPEG of at most 3 MB. A person of ours looks at it."
          accept=".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg"
          filled={filled}
        />
      </Form>
    </details>
  )
}
