import { z } from 'zod'

// Bodies come as JSON or as forms (contract 2.1), so each field takes its text form too.

/** Deeper than anybody means; a reader that calls itself for each level must not run out of stack. */
const MAXIMUM_DEPTH = 32

/** A value without what PostgreSQL cannot hold: NUL, and halves of surrogate pairs. Nothing, when it is too deep. */
function storable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replaceAll(UNSTORABLE, '')
  if (value === null || typeof value !== 'object') return value
  if (depth > MAXIMUM_DEPTH) return undefined
  if (Array.isArray(value)) return value.map((item) => storable(item, depth + 1))
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.replaceAll(UNSTORABLE, ''), storable(item, depth + 1)]),
  )
}

// With the flag u, a pair is one character of its own and only a lone half matches.
const UNSTORABLE = /[\0\p{Surrogate}]/gu

/** A yes or no: true, "true", 1 … */
export const flag = z.preprocess((value) => {
  if (value === 'true' || value === '1' || value === 1 || value === 'on') return true
  if (value === 'false' || value === '0' || value === 0 || value === '') return false
  return value
}, z.boolean())

/** A row's id. */
export const id = z.coerce.number().int().min(1).max(2_147_483_647)

/** A row's id, or none: null, "null", "" and 0 (contract 10.3, 23). */
export const idOrNone = z.preprocess(
  (value) => (value === 'null' || value === '' || value === 0 || value === '0' ? null : value),
  id.nullable(),
)

/** Unix seconds or an ISO date, as a Date. */
export const moment = z.preprocess((value) => {
  if (typeof value === 'number' || (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value))) {
    return new Date(Number(value) * 1000)
  }
  return typeof value === 'string' ? new Date(value) : value
}, z.date())

/** A text; a number is taken as its digits. */
export const text = z.preprocess((value) => (typeof value === 'number' ? String(value) : storable(value)), z.string())

/** A text that may be taken away: null and "null" (contract 2.6). */
export const textOrNone = z.preprocess((value) => (value === 'null' ? null : value), text.nullable())

/** A name that other systems know something by: it is looked up by an index, which takes no long ones. */
export const handle = text.refine((value) => value.length <= 255, 'must have at most 255 characters')

/** A handle that may be taken away. */
export const handleOrNone = z.preprocess((value) => (value === 'null' ? null : value), handle.nullable())

/** A JSON value. */
export const json = z.preprocess((value) => storable(value), z.json())

/** An object of JSON values, or its text (contract 10.3, 19). */
export const attributes = fromText(z.record(z.string(), z.json()))

/** A structure of JSON, or its text, as multipart forms send it. */
export function fromText<T extends z.ZodType>(structure: T) {
  return z.preprocess((value) => {
    if (typeof value !== 'string') return storable(value)
    try {
      return storable(JSON.parse(value))
    } catch {
      return value
    }
  }, structure)
}

/** A list; a single value is a list of one. */
export function list<T extends z.ZodType>(item: T) {
  return z.preprocess((value) => (Array.isArray(value) || value === undefined ? value : [value]), z.array(item))
}

/** One of some words, or its place among them as a number, which is how clients know it from the contract's tables (8.3). */
export function numbered<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.preprocess(
    (value) =>
      typeof value === 'number' || (typeof value === 'string' && /^\d$/.test(value))
        ? (words[Number(value)] ?? value)
        : value,
    z.enum(words),
  )
}
