import type { Schema } from './bad-values.ts'
import { typesOf } from './bad-values.ts'

/** A route as the description of the API has it. */
export interface DescribedRoute {
  method: 'GET' | 'POST'
  path: string
  parameters: DescribedParameter[]
  /** The shapes that the body may have; none where nothing is sent. */
  bodies: Schema[]
  isForm: boolean
}

export interface DescribedParameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  schema: Schema
}

/** A field of a body, wherever in it: `billTo.email`, `allocations.0.cents`. */
export interface Field {
  path: string[]
  schema: Schema
  required: boolean
}

interface Operation {
  parameters?: DescribedParameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}

interface Description {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

/** Every route of the description, with all that it refers to in place. */
export function describedRoutes(description: unknown): DescribedRoute[] {
  const { paths, components } = description as Description
  const resolved = (schema: Schema): Schema => {
    const name = schema.$ref?.split('/').at(-1)
    return name ? resolved(components.schemas[name] ?? {}) : inPlace(schema, resolved)
  }
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters = [], requestBody }]) => {
      const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? []
      const body = content && resolved(content.schema)
      return {
        method: method.toUpperCase() as DescribedRoute['method'],
        path,
        parameters: parameters.map((one) => ({ ...one, schema: resolved(one.schema) })),
        bodies: body ? (body.anyOf ?? body.oneOf ?? [body]) : [],
        isForm: type === 'multipart/form-data',
      }
    }),
  )
}

function inPlace(schema: Schema, resolved: (one: Schema) => Schema): Schema {
  const { items, properties, anyOf, oneOf } = schema
  const each = (all: Schema[]) => all.map(resolved)
  return {
    ...schema,
    ...(items ? { items: resolved(items) } : {}),
    ...(anyOf ? { anyOf: each(anyOf) } : {}),
    ...(oneOf ? { oneOf: each(oneOf) } : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, one]) => [name, resolved(one)]),
          ),
        }
      : {}),
  }
}

/** The fields of a body, each after what it stands in. */
export function fieldsOf(body: Schema, path: string[] = []): Field[] {
  return Object.entries(body.properties ?? {}).flatMap(([name, schema]) => {
    const here = [...path, name]
    const required = body.required?.includes(name) ?? false
    return [{ path: here, schema, required }, ...within(schema, here)]
  })
}

function within(schema: Schema, path: string[]): Field[] {
  if (schema.anyOf) return schema.anyOf.flatMap((one) => within(one, path))
  if (schema.properties) return fieldsOf(schema, path)
  if (!schema.items) return []
  const item = [...path, '0']
  return [{ path: item, schema: schema.items, required: true }, ...within(schema.items, item)]
}

/** A body of which every field is of the form that is asked for. */
export function goodBody(body: Schema): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body.properties ?? {}).map(([name, schema]) => [name, goodValue(schema, name)]),
  )
}

/** A value that a field may take. */
export function goodValue(schema: Schema, name: string): unknown {
  const [type] = schema.anyOf ? ['array'] : typesOf(schema)
  const items = schema.items ?? schema.anyOf?.find((one) => one.items)?.items
  if (schema.enum) return schema.enum[0]
  if (type === 'object') return goodBody(schema)
  if (type === 'array') return items ? [goodValue(items.anyOf?.[0] ?? items, name)] : []
  if (type === 'integer') return Math.max(schema.minimum ?? 1, 1)
  if (type === 'boolean') return false
  return goodText(schema, name)
}

const goodId = '3f0c8a52-6a0e-4b1e-9a55-d1cf3f1f0c11'

function goodText({ format, pattern = '' }: Schema, name: string): string {
  const named = inTheCatalogue[name]
  if (named) return named
  if (format === 'email') return 'lena@library.example'
  if (format === 'date') return '2026-11-02'
  if (format === 'uuid') return goodId
  if (format === 'uri') return 'https://meet.example/calm'
  const example = [
    '17',
    '123456',
    '2027-02-20T14:00:00',
    'library.example',
    `person:${goodId}`,
    `calm-desks~${goodId}`,
    'calm-desks~join-details~1',
    `${goodId}.pdf`,
  ].find((one) => pattern !== '' && pattern !== slug && new RegExp(pattern).test(one))
  return example ?? 'calm-desks'
}

/** What the test's own catalogue has. */
const inTheCatalogue: Record<string, string> = {
  timeZone: 'America/New_York',
  presenter: 'steve-albrecht',
  priceList: '2022',
  series: 'library-safety',
}

const slug = '^[a-z0-9]+(-[a-z0-9]+)*$'
