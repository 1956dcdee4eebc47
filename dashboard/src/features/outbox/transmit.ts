import { ApiError } from '../../api/client.ts'
import { createMessage } from '../../api/messages.ts'
import type { Message } from '../../api/wire.ts'
import { retryDelay } from './next-to-send.ts'
import type { Outgoing } from './next-to-send.ts'

/** What became of one attempt: the message arrived, or what to remember before the next one. */
type Outcome = { sent: Message } | { change: Pick<Outgoing, 'state' | 'attempts' | 'problem' | 'notBefore'> }

/** `isLeaving` lets the request outlive the page. */
export async function transmit(
  message: Outgoing,
  onProgress: (share: number) => void,
  isLeaving = false,
): Promise<Outcome> {
  const { accountId, conversationId, content, files, more, key } = message
  try {
    const body = { content, private: message.private, echoId: key, files, isLeaving, ...(more && { more }) }
    return { sent: await createMessage(accountId, conversationId, body, onProgress) }
  } catch (error) {
    return { change: afterFailure(message, error, Date.now()) }
  }
}

/** A 401 is temporary too: the agent signs in again and finds the message still waiting. */
export function afterFailure(message: Outgoing, error: unknown, now: number) {
  const attempts = message.attempts + 1
  const problem = error instanceof Error ? error.message : String(error)
  const isTemporary = error instanceof ApiError && (error.isTemporary || error.status === 401)
  if (isTemporary) return { state: 'queued' as const, attempts, problem, notBefore: now + retryDelay(attempts) }
  return { state: 'failed' as const, attempts, problem, notBefore: 0 }
}
