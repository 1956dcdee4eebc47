import type { JsonSchema } from './schema-of-shape.ts'

/** Values that say more than "text" and 1, by the names of their keys. */
const TELLING: Record<string, unknown> = {
  account_id: 1,
  attachments: [],
  avatar_url: 'https://desk.example.com/avatars/7/1',
  color: '#c2410c',
  content: 'The lamp arrived broken.',
  email: 'mo@home.example',
  error: 'Resource could not be found',
  identifier: 'customer-4711',
  labels: ['delivery'],
  locale: 'en',
  message: "Name can't be blank",
  name: 'Mo Lindqvist',
  phone_number: '+4930123456',
  status: 'open',
  thumbnail: 'https://desk.example.com/avatars/7/1',
  timezone: 'Europe/Berlin',
  title: 'delivery',
  url: 'https://shop.example.com/hook',
  uuid: '5e0f6f43-3f0c-4f0e-9a53-0f6f0d5a9b11',
}

const DEEPEST = 6

/** A value that fits the schema; one of the same schema is always the same. */
export function exampleOf(schema: JsonSchema, components: Record<string, JsonSchema>, key = '', depth = 0): unknown {
  const inner = (one: JsonSchema, name = key) => exampleOf(one, components, name, depth + 1)
  if (depth > DEEPEST) return null
  if (typeof schema['$ref'] === 'string') return inner(components[schema['$ref'].split('/').at(-1) ?? ''] ?? {})
  if ('const' in schema) return schema['const']
  if (Array.isArray(schema['enum'])) return schema['enum'][0]
  const [choice] = (schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf'] ?? []) as JsonSchema[]
  if (choice) return inner(choice)
  const type = Array.isArray(schema['type']) ? schema['type'][0] : schema['type']
  if (type === 'object') {
    const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>)
    return Object.fromEntries(properties.map(([name, one]) => [name, inner(one, name)]))
  }
  if (type === 'array') return TELLING[key] ?? [inner((schema['items'] ?? {}) as JsonSchema)]
  return exampleOfSimple(type, schema, key)
}

function exampleOfSimple(type: unknown, schema: JsonSchema, key: string): unknown {
  if (type === 'boolean') return true
  if (type === 'integer' || type === 'number') return /(_at|_since|_until)$/.test(key) ? 1_795_420_800 : 1
  if (type !== 'string') return null
  if (schema['format'] === 'date-time') return '2026-11-23T08:00:00.000Z'
  const telling = TELLING[key]
  return typeof telling === 'string' ? telling : key.replaceAll('_', ' ') || 'text'
}
