import type { Readable } from 'node:stream'
import { Refusal } from '../../kernel/refusal.ts'

/** Reads a body whole; refuses one that is larger than a mail may be, and what providers put around it. */
export async function readBody(body: unknown, maximumBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of body as Readable) {
    const bytes = Buffer.from(piece as Uint8Array)
    size += bytes.length
    if (size > maximumBytes)
      throw new Refusal('too_large', `The mail is larger than the ${maximumBytes} bytes that are taken`)
    pieces.push(bytes)
  }
  return Buffer.concat(pieces)
}

/** A JSON object, or a refusal. */
export function readJson(body: Buffer | string, what: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    // Said below.
  }
  throw new Refusal('invalid', `${what} must be a JSON object`)
}

/** A text of an object, or undefined. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
