import { type DescribedRoute, goodBody } from './described.ts'
import { type There, told, type Wrong } from './told-wrongly.ts'
import { fileOf } from './upload.ts'
import type { World } from './world.ts'

type Case = [what: string, wrong: (route: DescribedRoute) => Wrong]

const nested = (open: string, close: string) => open.repeat(10_000) + close.repeat(10_000)
const deep = { lists: nested('[', ']'), objects: nested('{"a":', '}').replace(':}', ':1}') }
const overTheLimit = `{"lena":"${'x'.repeat(1_000_000)}"}`
const longList = `{"people":[${'0,'.repeat(30_000)}0]}`
const withField = (
  { bodies: [body = {}] }: DescribedRoute,
  name: string,
  value: string,
): Wrong => ({
  raw: `{"${name}":${value},${JSON.stringify(goodBody(body)).slice(1)}`.replace(',}', '}'),
})

/** What is wrong with a whole request that sends JSON. */
const ofJson: Case[] = [
  ['broken JSON', () => ({ raw: '{"name":' })],
  ['nothing', () => ({ raw: '' })],
  ['bytes that are no UTF-8', () => ({ raw: new Uint8Array([123, 34, 255, 254, 34, 125]) })],
  ['UTF-16', () => ({ raw: new Uint8Array(Buffer.from('{}', 'utf16le')) })],
  ['a list', () => ({ raw: '[]' })],
  ['a number', () => ({ raw: '7' })],
  ['a text', () => ({ raw: '"lena"' })],
  ['null', () => ({ raw: 'null' })],
  ['lists 10,000 deep', () => ({ raw: deep.lists })],
  ['objects 10,000 deep in a field', (route) => withField(route, 'lena', deep.objects)],
  ['a field that is not one', (route) => withField(route, 'lena', '1')],
  ['__proto__', (route) => withField(route, '__proto__', '{"isAdministrator":true}')],
  ['constructor', (route) => withField(route, 'constructor', '{"prototype":{"a":1}}')],
  ['a name twice', () => ({ raw: '{"lena":1,"lena":2}' })],
  ['a name twice, once in code', () => ({ raw: '{"lena":1,"\\u006cena":2}' })],
  ['a list of 30,000', () => ({ raw: longList })],
  ['more than 1 MB', () => ({ raw: overTheLimit })],
  ['no type', () => ({ raw: new Uint8Array(Buffer.from('{}')), type: null })],
  ['text', () => ({ type: 'text/plain' })],
  ['a form', () => ({ raw: 'name=Lena', type: 'application/x-www-form-urlencoded' })],
  ['a type that begins alike', () => ({ type: 'application/json5' })],
]

const ofKey: Case[] = [
  ['an Idempotency-Key of 7 characters', () => ({ key: 'x'.repeat(7) })],
  ['an Idempotency-Key of 201 characters', () => ({ key: 'x'.repeat(201) })],
]
const withoutKey: Case = ['no Idempotency-Key', () => ({ key: null })]

const sent = (files: [name: string, file: File | string][]): Wrong => {
  const body = new FormData()
  for (const [name, file] of files) body.append(name, file)
  return { body }
}
const cutOff = '--x\r\nContent-Disposition: form-data; name="file"; filename="po.pdf"\r\n\r\n%PDF'

/** What is wrong with a whole request that sends a file. */
const ofForm: Case[] = [
  ['JSON', () => ({ raw: '{}', type: 'application/json' })],
  ['a form without a file', () => ({ raw: 'file=po', type: 'application/x-www-form-urlencoded' })],
  ['no boundary', () => ({ raw: cutOff, type: 'multipart/form-data' })],
  ['a form that was cut off', () => ({ raw: cutOff, type: 'multipart/form-data; boundary=x' })],
  ['no file', () => sent([['lena', '1']])],
  ['a text for a file', () => sent([['file', 'po.pdf']])],
  [
    'two files',
    () =>
      sent([
        ['file', fileOf({})],
        ['file', fileOf({})],
      ]),
  ],
  ['an empty file', () => sent([['file', fileOf({ bytes: '' })]])],
  ['a program', () => sent([['file', fileOf({ bytes: 'MZ\u0090 program' })]])],
  ['a file over 3 MB', () => sent([['file', fileOf({ bytes: 'x'.repeat(3_000_001) })]])],
]

/** What is answered to each request that is wrong as a whole, by what is wrong: routes that answer alike stand in one line. */
export async function linesOfRequests(
  world: World,
  there: There,
  routes: DescribedRoute[],
): Promise<Record<string, string[]>> {
  const given: Record<string, string[]> = {}
  const sends = routes.filter(({ bodies }) => bodies.length > 0)
  const json = sends.filter(({ isForm }) => !isForm)
  const forms = sends.filter(({ isForm }) => isForm)
  const keyed = (isRequired: boolean) =>
    sends.filter(({ parameters }) =>
      parameters.some((one) => one.in === 'header' && (one.required || !isRequired)),
    )
  await add('JSON', ofJson, json)
  await add('a form with a file', ofForm, forms)
  await add('any', ofKey, keyed(false))
  await add('where money moves', [withoutKey], keyed(true))
  return given

  async function add(kind: string, cases: Case[], asked: DescribedRoute[]): Promise<void> {
    for (const [what, wrong] of cases) {
      const answers = new Map<string, string[]>()
      for (const route of asked) {
        const { status, sentence, errors } = await told(world, there, route, wrong(route))
        const ofField = errors.find(({ message }) => message.startsWith('There is no field'))
        const answer = `${status} ${ofField?.message ?? sentence}`
        answers.set(answer, [...(answers.get(answer) ?? []), `${route.method} ${route.path}`])
      }
      given[`${kind}: ${what}`] = inLines(answers)
    }
  }
}

/** What most routes answer stands first, and the others by name. */
function inLines(answers: Map<string, string[]>): string[] {
  const [most, ...others] = [...answers].sort(([, one], [, other]) => other.length - one.length)
  if (most === undefined) return []
  return [
    `${others.length === 0 ? 'every route' : 'every other route'} → ${most[0]}`,
    ...others.map(([answer, routes]) => `${routes.join(', ')} → ${answer}`),
  ]
}
