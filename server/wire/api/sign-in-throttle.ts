import { Refusal } from '../../kernel/refusal.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { limit } from '../../platform/http/rate-limit.ts'
import type { Call } from '../../platform/http/route.ts'

// Per address and per account, as upstream (contract 2.1).
const PER_IP = { hits: 20, seconds: 300 }
const PER_EMAIL = { hits: 10, seconds: 900 }
// The first is upstream's; the second is ours, because ten a minute for days would find a code of six digits.
const CODES = [
  { hits: 10, seconds: 60 },
  { hits: 60, seconds: 3600 },
]

/**
 * Runs a check of a password, unless too many have failed. Failures alone count, so that a shared office is not locked out by
 * working; once they are too many the right password is refused too, or guessing would go on.
 */
export async function throttled<T>(call: Call<unknown>, email: string, check: () => Promise<T>): Promise<T> {
  const { scratch } = call.ports
  const windows = [
    { key: `sign-in-failures:ip:${call.ip}`, ...PER_IP },
    { key: `sign-in-failures:email:${email.trim().toLowerCase()}`, ...PER_EMAIL },
  ]
  for (const { key, hits, seconds } of windows) {
    if (Number(await scratch.get(key)) >= hits) {
      throw new Refusal('too_many', `Too many sign-ins failed: at most ${hits} in ${seconds} seconds. Try again later.`)
    }
  }
  return check().catch(async (error: unknown) => {
    if (error instanceof Refusal) for (const { key, seconds } of windows) await scratch.increment(key, seconds)
    throw error
  })
}

/** Counts a try of somebody's second factor, wherever it comes from, and refuses too many. */
export async function limitCodes(scratch: Ports['scratch'], userId: number): Promise<void> {
  for (const rate of CODES) await limit(scratch, `codes:${userId}:${rate.seconds}`, rate)
}
