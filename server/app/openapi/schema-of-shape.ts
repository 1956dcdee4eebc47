/** A JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export type JsonSchema = { [key: string]: unknown }

/** A skeleton of contract/fixtures: a type's name, a list of one skeleton, or an object of skeletons. */
export type Skeleton = string | Skeleton[] | { [key: string]: Skeleton }

/** All skeletons by name; `additions` are the keys that we send besides the contract's. */
export interface Shapes {
  shapes: Record<string, Skeleton>
  additions: Record<string, { [key: string]: Skeleton }>
}

const TYPES: Record<string, JsonSchema> = {
  any: {},
  int: { type: 'integer' },
  float: { type: 'number' },
  str: { type: 'string' },
  bool: { type: 'boolean' },
  true: { const: true },
  false: { const: false },
  null: { type: 'null' },
  list: { type: 'array', items: {} },
  object: { type: 'object', additionalProperties: true },
  iso: { type: 'string', format: 'date-time' },
}

/** The schemas of all shapes, by name, referring to each other. */
export function schemasOfShapes(all: Shapes): Record<string, JsonSchema> {
  return Object.fromEntries(Object.keys(all.shapes).map((name) => [name, schemaOf(unfolded(all, name))]))
}

/** A shape with what it brings in from another, and with our additions. */
function unfolded(all: Shapes, name: string): Skeleton {
  const shape = all.shapes[name]
  if (shape === undefined) throw new Error(`contract/fixtures has no ${name}.json`)
  if (typeof shape === 'string' || Array.isArray(shape)) return shape
  const { '...': base, ...own } = shape
  const inherited = base === undefined ? {} : (unfolded(all, String(base).slice(1)) as { [key: string]: Skeleton })
  return { ...inherited, ...own, ...all.additions[name] }
}

function schemaOf(skeleton: Skeleton): JsonSchema {
  if (typeof skeleton === 'string') return schemaOfTypes(skeleton.split('|'))
  if (Array.isArray(skeleton)) return { type: 'array', items: schemaOf(skeleton[0] ?? 'any') }
  const entries = Object.entries(skeleton)
  const required = entries.map(([key]) => key).filter((key) => !key.endsWith('?'))
  const properties = Object.fromEntries(entries.map(([key, inner]) => [key.replace(/\?$/, ''), schemaOf(inner)]))
  return { type: 'object', properties, ...(required.length > 0 && { required }) }
}

function schemaOfTypes(types: string[]): JsonSchema {
  const schemas = types.map(schemaOfType)
  const [only] = schemas
  if (only && schemas.length === 1) return only
  if (types.every((type) => type.startsWith("'"))) return { enum: types.map((type) => type.slice(1, -1)) }
  return { anyOf: schemas }
}

function schemaOfType(type: string): JsonSchema {
  if (type.startsWith('@')) return { $ref: `#/components/schemas/${type.slice(1)}` }
  if (type.startsWith("'")) return { const: type.slice(1, -1) }
  const schema = TYPES[type]
  if (!schema) throw new Error(`${type} is no type of a skeleton`)
  return schema
}
