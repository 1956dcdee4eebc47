import { eventsAfter, lastPosition } from '../../platform/events/read-events.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { framesOf } from './broadcaster.ts'
import { frameFor, isFor } from './frame.ts'
import type { Listener } from './room-channel.ts'

// Beyond this, fetching the lists again is cheaper for everybody.
const MAXIMUM = 1000

/**
 * Gives an agent's client everything after the last position it has, in order, then `resume.done`; or `resume.refetch` when
 * that is too much. Ours: upstream's clients refetch by time and can miss a message.
 */
export async function resume(ports: Ports, origin: string, listener: Listener, from: unknown): Promise<void> {
  const { accountId, userId } = listener
  if (userId === undefined) return
  const head = await lastPosition(ports.db, accountId)
  const answer = (event: string) =>
    listener.send(frameFor(listener.identifier, { event, data: { account_id: accountId, position: head } }, null))
  if (from === null || from === undefined || from === head) return answer('resume.done')
  if (!isPosition(from) || from > head) return answer('resume.refetch')
  const events = await eventsAfter(ports.db, accountId, from, MAXIMUM + 1)
  // Positions are gapless: a log that does not go on right after `from` has been cut, or is another one.
  if (events.length > MAXIMUM || events[0]?.position !== from + 1) return answer('resume.refetch')
  const frames = await framesOf(ports, origin, events)
  events.forEach((event, index) => {
    for (const frame of frames[index] ?? []) {
      if (isFor(frame, listener.streams)) listener.send(frameFor(listener.identifier, frame, event.position))
    }
  })
  answer('resume.done')
}

function isPosition(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
