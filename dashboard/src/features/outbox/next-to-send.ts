import type { MessageExtras } from '../../api/messages.ts'

/** A message on its way out. `queued` waits for its turn or for the network; `failed` waits for a person. */
export interface Outgoing {
  /** Echo id and idempotency key at once. */
  key: string
  accountId: number
  userId: number
  conversationId: number
  content: string
  private: boolean
  files: OutgoingFile[]
  /** What goes along with the text: the message it answers, and further addresses of a mail. */
  more?: MessageExtras
  /** Milliseconds since 1970, strictly growing within a tab: the order of sending. */
  order: number
  state: 'queued' | 'sending' | 'failed'
  attempts: number
  /** Milliseconds since 1970 until which its writer may take it back. */
  heldUntil?: number
  /** The text as it was written, before variables and signature. */
  written?: string
  /** Milliseconds since 1970 before which it is not tried again. */
  notBefore: number
  problem: string
  progress: number
  /** Resolve the conversation once this is sent. */
  thenResolve: boolean
}

export interface OutgoingFile {
  name: string
  type: string
  size: number
  blob: Blob
}

/** Whether its writer may still take it back. */
export function isHeld({ state, heldUntil }: Pick<Outgoing, 'state' | 'heldUntil'>, now: number): boolean {
  return state === 'queued' && heldUntil !== undefined && heldUntil > now
}

const RETRY_MS = [1000, 2000, 4000, 8000, 15_000, 30_000]

export function retryDelay(attempts: number): number {
  return RETRY_MS[Math.min(Math.max(attempts - 1, 0), RETRY_MS.length - 1)] ?? 30_000
}

/**
 * The messages that may leave now: of each conversation at most the first one, so that a reply never overtakes the
 * reply before it. A failed message steps aside, because only a person can decide about it. While a reply is held, the replies after it
 * wait with it, and notes go on.
 */
export function nextToSend(messages: Iterable<Outgoing>, now: number): Outgoing[] {
  const first = new Map<number, Outgoing>()
  const held = new Set<number>()
  for (const one of [...messages].sort((a, b) => a.order - b.order)) {
    if (one.state === 'failed' || first.has(one.conversationId)) continue
    if (isHeld(one, now)) held.add(one.conversationId)
    else if (one.private || !held.has(one.conversationId)) first.set(one.conversationId, one)
  }
  return [...first.values()].filter((one) => one.state === 'queued' && one.notBefore <= now)
}

/** When the next message that waits for its time may leave; null when none does. */
export function nextDue(messages: Iterable<Outgoing>, now: number): number | null {
  const times = [...messages]
    .filter((one) => one.state === 'queued')
    .map(({ notBefore, heldUntil = 0 }) => Math.max(notBefore, heldUntil))
    .filter((at) => at > now)
  return times.length > 0 ? Math.min(...times) : null
}
