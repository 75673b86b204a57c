/** As much of a JSON schema as the description of the API uses. */
export interface Schema {
  type?: string | string[]
  enum?: unknown[]
  format?: string
  pattern?: string
  description?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  $ref?: string
}

/** A value that a field must not take, and what it is in a word or two. */
export type BadValue = [what: string, value: unknown]

/** What no JSON value can be in a text of one line, or in any. */
const inAnyText: BadValue[] = [
  ['NUL', 'Lena\u0000'],
  ['bell', 'Lena\u0007'],
  ['turned writing', 'Lena\u202egnirb'],
  ['half a sign', 'Lena\ud800'],
]
const inALine: BadValue[] = [['header', 'Lena\r\nBcc: all@library.example'], ...inAnyText]

const byFormat: Record<string, BadValue[]> = {
  email: [
    ['no address', 'lena'],
    ['no domain', 'lena@library'],
    ['two', 'lena@library.example, ben@library.example'],
    ['with a name', 'Lena <lena@library.example>'],
    ['header', 'lena@library.example\r\nBcc: all@library.example'],
    ['NUL', 'lena\u0000@library.example'],
    ['too long', `${'x'.repeat(250)}@library.example`],
  ],
  date: [
    ['impossible', '2027-02-30'],
    ['month 13', '2027-13-01'],
    ['American', '11/24/2026'],
    ['instant', '2026-11-24T12:00:00Z'],
    ['year 0', '0000-01-01'],
    ['year 3000', '3000-01-01'],
    ['five digits', '12026-01-01'],
    ['header', '2026-11-24\r\nX: y'],
  ],
  uri: [
    ['no address', 'meet'],
    ['http', 'http://meet.example/calm'],
    ['script', 'javascript:alert(1)'],
    ['file', 'file:///etc/passwd'],
    ['too long', `https://meet.example/${'x'.repeat(2_000)}`],
  ],
  'time-zone': [
    ['another world', 'Mars/Olympus'],
    ['only an offset', '+25:00'],
    ['path', '../../etc/passwd'],
    ['NUL', 'America/New_York\u0000'],
  ],
  uuid: [
    ['no id', 'lena'],
    ['number', '17'],
    ['id and more', '3f0c8a52-6a0e-4b1e-9a55-d1cf3f1f0c11x'],
    ['NUL', '3f0c8a52-6a0e-4b1e-9a55-d1cf3f1f0c1\u0000'],
  ],
}

const byPattern: [like: RegExp, values: BadValue[]][] = [
  [
    /^\^\[1-9\]/,
    [
      ['zero', '0'],
      ['negative', '-1'],
      ['fraction', '1.5'],
      ['leading zero', '007'],
      ['hexadecimal', '0x10'],
      ['too long', '9'.repeat(16)],
      ['NUL', '1\u0000'],
    ],
  ],
  [
    /\\d\{4\}-\\d\{2\}-\\d\{2\}T/,
    [
      ['impossible', '2027-02-30T14:00:00'],
      ['year 0', '0000-01-01T14:00:00'],
      ['year 3000', '3000-01-01T14:00:00'],
      ['25 o’clock', '2027-02-20T25:00:00'],
      ['with offset', '2027-02-20T14:00:00Z'],
      ['date', '2027-02-20'],
      ['American', '02/20/2027 2:00 PM'],
    ],
  ],
  [
    /./,
    [
      ['capitals', 'Not A Slug'],
      ['path', '../../etc/passwd'],
      ['header', 'calm\r\nX: y'],
      ['NUL', 'calm\u0000'],
    ],
  ],
]

/** Every value that a field must not take by its description, beside what only the business knows. */
export function badValues(schema: Schema): BadValue[] {
  const allowed = schema.anyOf ? schema.anyOf.flatMap(typesOf) : typesOf(schema)
  return [...ofWrongType(allowed), ...ofRightType(schema, allowed)]
}

function ofWrongType(allowed: string[]): BadValue[] {
  const all: [...BadValue, type: string][] = [
    ['null', null, 'null'],
    ['true', true, 'boolean'],
    ['a number', 7, 'integer'],
    ['a text', 'lena', 'string'],
    ['a list', ['lena'], 'array'],
    ['an object', { a: 1 }, 'object'],
  ]
  return all.filter(([, , type]) => !allowed.includes(type)).map(([what, value]) => [what, value])
}

function ofRightType(schema: Schema, types: string[]): BadValue[] {
  if (types.includes('string')) return ofText(schema)
  if (types.includes('integer')) return ofInteger(schema)
  const { minItems = 0, maxItems } = schema
  return [
    ...(minItems > 0 ? ([['empty', []]] as BadValue[]) : []),
    ...(maxItems ? ([['too many', Array(maxItems + 1).fill(null)]] as BadValue[]) : []),
  ]
}

function ofText({ enum: words, format, pattern, maxLength, minLength, ...more }: Schema) {
  const empty: BadValue[] = [
    ['empty', ''],
    ['blank', '   '],
  ]
  if (words)
    return [...empty, ['unknown word', 'lena'], ['inherited word', '__proto__']] as BadValue[]
  const special = format
    ? byFormat[format]
    : byPattern.find(([like]) => like.test(pattern ?? ''))?.[1]
  if (special) return [...empty, ...special, ...tooLong(special, maxLength)]
  const isALine = more.description === 'One line.'
  const plain = isALine ? inALine : inAnyText
  return [...(minLength ? empty : []), ...(minLength ? plain : []), ...tooLong(plain, maxLength)]
}

function tooLong(others: BadValue[], maxLength: number | undefined): BadValue[] {
  if (maxLength === undefined || others.some(([what]) => what === 'too long')) return []
  return [['too long', 'x'.repeat(maxLength + 1)]]
}

function ofInteger({ minimum, maximum }: Schema): BadValue[] {
  return [
    ['half', 1.5],
    ...(minimum === undefined ? [] : ([['too small', minimum - 1]] as BadValue[])),
    ['negative', -1],
    ...(maximum === undefined ? [] : ([['too large', maximum + 1]] as BadValue[])),
    ['beyond integers', 2 ** 53],
    ['astronomical', 1e300],
  ]
}

/** The types that a schema allows. */
export function typesOf({ type = [] }: Schema): string[] {
  return [type].flat()
}
