import { invalid } from './refusal.ts'

/** A keyset cursor: the sort key and the id of the last row of a page, as an opaque string. */
export function encodeCursor(values: (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** Reads what encodeCursor wrote; refuses anything else by naming the field. */
export function decodeCursor(cursor: string, length: number): (string | number | null)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(values) && values.length === length && values.every(isScalar)) return values
  } catch {
    // Falls through to the refusal: a cursor is ours or it is nothing.
  }
  throw invalid('cursor', 'cursor must be the next_cursor of an earlier page')
}

function isScalar(value: unknown): value is string | number | null {
  return value === null || typeof value === 'string' || typeof value === 'number'
}
