import { invalid } from '../kernel/refusal.ts'
import type { Call } from '../platform/http/route.ts'

/** The Idempotency-Key of a request: sending the same key again is not sending twice. Ours, not the contract's. */
export function idempotencyKey(call: Call<unknown>): string | undefined {
  const key = call.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\w.:-]{8,128}$/.test(key)) {
    throw invalid('Idempotency-Key', 'Idempotency-Key must have 8 to 128 letters, digits or . _ : -')
  }
  return key
}
