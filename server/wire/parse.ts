import type { z } from 'zod'
import { invalid, notFound } from '../kernel/refusal.ts'

/** Reads an input by its schema, or refuses with the field and what it must be. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const field = issue?.path.join('.') || 'body'
  throw invalid(field, `${field}: ${issue?.message ?? 'is not valid'}`)
}

/** The body with what stands under the resource's singular name spread into it: clients send either (contract 2.1). */
export function unwrap(body: unknown, name: string): unknown {
  if (body === null || typeof body !== 'object') return body
  const inner = (body as Record<string, unknown>)[name]
  return inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? { ...body, ...inner } : body
}

/** An id in a path; anything else names nothing. */
export function idOf(text: string | undefined): number {
  const id = Number(text)
  if (!/^\d{1,10}$/.test(text ?? '') || id < 1 || id > 2_147_483_647) throw notFound()
  return id
}
