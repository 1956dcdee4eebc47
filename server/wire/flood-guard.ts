import { invalid, Refusal } from '../kernel/refusal.ts'
import { limit } from '../platform/http/rate-limit.ts'
import type { Ports } from '../platform/http/ports.ts'

/** Messages per minute into one conversation (contract 2.23). */
export const FLOOD = { hits: 200, seconds: 60 }

/** Refuses the message that is too many; the contract says so as of an input that is not valid. `conversation` is `account/number`. */
export async function guardAgainstFlood(ports: Ports, conversation: `${number}/${number}`): Promise<void> {
  try {
    await limit(ports.scratch, `messages:${conversation}`, FLOOD)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw invalid('content', `Too many messages: at most ${FLOOD.hits} a minute in one conversation. Try again later.`)
  }
}
