import { type Context, Hono } from 'hono'
import { render } from '../../../mail/layout.tsx'
import type { Letter } from '../../../mail/letter.ts'
import { letters } from '../../../mail/samples.ts'
import { type Template, TemplatePage, Templates } from '../../../web/console/templates.tsx'
import type { ApiDeps } from '../../deps.ts'
import { administrator } from '../../guard.ts'
import { show } from '../../page.tsx'
import { notFound } from '../../problem.ts'

interface Sample extends Template {
  letter: Letter
}

const samples: readonly Sample[] = letters.map(([kind, letter], index) => {
  const earlier = letters.slice(0, index).filter(([other]) => other === kind).length
  const id = earlier === 0 ? kind : `${kind}-${earlier + 1}`
  return { id, kind, subject: letter.subject, to: letter.audience, letter }
})

/** Only what a letter is made of: nothing is loaded, nothing runs, and only our own pages frame it. */
export const letterPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups"

/** Every letter as it is mailed, as HTML and plain text. */
export function consoleTemplateRoutes(deps: ApiDeps): Hono {
  const app = new Hono()

  app.get('/console/mail/templates', async (c) => {
    await administrator(c, deps, 'see the desk')
    return show(c, deps, <Templates templates={samples} />)
  })

  app.get('/console/mail/templates/:id', async (c) => {
    const sample = await asked(c)
    const { text } = rendered(sample)
    return show(c, deps, <TemplatePage template={sample} text={text} />)
  })

  app.get('/console/mail/templates/:id/html', async (c) => {
    const { html } = rendered(await asked(c))
    c.header('content-security-policy', letterPolicy)
    c.header('x-frame-options', 'SAMEORIGIN')
    return c.html(html)
  })
  return app

  async function asked(c: Context): Promise<Sample> {
    await administrator(c, deps, 'see the desk')
    const sample = samples.find(({ id }) => id === c.req.param('id'))
    if (sample === undefined) throw notFound('page')
    return sample
  }

  function rendered({ letter }: Sample) {
    const { organisation, publicUrl } = deps
    return render(letter, { organisation, publicUrl })
  }
}
