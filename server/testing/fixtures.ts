import { readShapes } from '../app/openapi/read-shapes.ts'
import type { Skeleton } from '../app/openapi/schema-of-shape.ts'

const { shapes, additions } = readShapes()

/** The shapes that a value has been compared with: a shape that nothing looks at proves nothing. */
export const lookedAt = new Set<string>()

/** The names of all shapes. */
export const shapeNames = Object.keys(shapes)

/** Where a value differs from a shape of contract/fixtures: exactly its keys, each of its type. Empty when it fits. */
export function differences(shape: string, value: unknown): string[] {
  return compare(shapeOf(shape), value, shape)
}

function shapeOf(name: string): Skeleton {
  const shape = shapes[name]
  if (shape === undefined) throw new Error(`contract/fixtures has no ${name}.json`)
  lookedAt.add(name)
  return isObject(shape) ? { ...unfold(shape), ...additions[name] } : shape
}

function unfold(shape: { [key: string]: Skeleton }): { [key: string]: Skeleton } {
  const { '...': base, ...own } = shape
  return base === undefined ? own : { ...(shapeOf(String(base).slice(1)) as { [key: string]: Skeleton }), ...own }
}

function compare(skeleton: Skeleton, value: unknown, path: string): string[] {
  if (typeof skeleton === 'string') return compareType(skeleton, value, path)
  if (Array.isArray(skeleton)) {
    if (!Array.isArray(value)) return [`${path} is not a list`]
    return value.flatMap((item, index) => compare(skeleton[0] ?? 'any', item, `${path}[${index}]`))
  }
  if (!isObject(value)) return [`${path} is not an object`]
  const known = new Map(Object.entries(skeleton).map(([key, inner]) => [key.replace(/\?$/, ''), inner]))
  const missing = Object.keys(skeleton).filter((key) => !key.endsWith('?') && !(key in value))
  const unknown = Object.keys(value).filter((key) => !known.has(key))
  return [
    ...missing.map((key) => `${path}.${key} is missing`),
    ...unknown.map((key) => `${path}.${key} is not in the shape`),
    ...Object.entries(value).flatMap(([key, inner]) =>
      known.has(key) ? compare(known.get(key) ?? 'any', inner, `${path}.${key}`) : [],
    ),
  ]
}

function compareType(alternatives: string, value: unknown, path: string): string[] {
  const attempts = alternatives.split('|').map((type) => compareOne(type, value, path))
  if (attempts.some((found) => found.length === 0)) return []
  const [only] = attempts
  return attempts.length === 1 && only ? only : [`${path} is ${JSON.stringify(value)}, not ${alternatives}`]
}

function compareOne(type: string, value: unknown, path: string): string[] {
  if (type.startsWith('@')) return compare(shapeOf(type.slice(1)), value, path)
  const fits = type.startsWith("'") ? value === type.slice(1, -1) : TYPES[type]?.(value)
  if (fits === undefined) throw new Error(`${type} is no type of a skeleton`)
  return fits ? [] : [`${path} is ${JSON.stringify(value)}, not ${type}`]
}

const TYPES: Record<string, (value: unknown) => boolean> = {
  any: () => true,
  int: (value) => Number.isInteger(value),
  float: (value) => typeof value === 'number',
  str: (value) => typeof value === 'string',
  bool: (value) => typeof value === 'boolean',
  true: (value) => value === true,
  false: (value) => value === false,
  null: (value) => value === null,
  list: (value) => Array.isArray(value),
  object: isObject,
  iso: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value),
}

function isObject(value: unknown): value is Record<string, Skeleton> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
