import { z } from 'zod'

// Bodies come as JSON or as forms (contract 2.1), so each field takes its text form too.

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
export const text = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string())

/** A text that may be taken away: null and "null" (contract 2.6). */
export const textOrNone = z.preprocess((value) => (value === 'null' ? null : value), text.nullable())

/** A JSON value. */
export const json = z.json()

/** An object of JSON values, or its text (contract 10.3, 19). */
export const attributes = z.preprocess(
  (value) => {
    if (typeof value !== 'string') return value
    try {
      return JSON.parse(value)
    } catch {
      return value
    }
  },
  z.record(z.string(), json),
)

/** A list; a single value is a list of one. */
export function list<T extends z.ZodType>(item: T) {
  return z.preprocess((value) => (Array.isArray(value) || value === undefined ? value : [value]), z.array(item))
}
