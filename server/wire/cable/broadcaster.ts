import type { RecordedEvent } from '../../kernel/event.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { currentRows } from './current-rows.ts'
import { eventFrames } from './event-frames.ts'
import { FRAMES, type Frame, type FrameBatch } from './frame.ts'

/** What an event says on the socket; one that says nothing there has no frames. */
type Build = (typeof eventFrames)[keyof typeof eventFrames]

/** The frames of each event, in the order of the events. One that cannot be shown is logged and skipped: it must not stop the rest. */
export async function framesOf(ports: Ports, origin: string, events: RecordedEvent[]): Promise<Frame[][]> {
  const rows = await currentRows(ports, origin, events)
  return events.map((event) => {
    const build = (eventFrames as Record<string, Build | undefined>)[event.type]
    try {
      return build?.(event, rows) ?? []
    } catch (error) {
      ports.log.error({ error, eventId: event.id, type: event.type }, 'an event could not be shown')
      return []
    }
  })
}

/** Announces a batch of events to all nodes: one message per account, frames built once. */
export function broadcaster(ports: Ports, origin: string): (events: RecordedEvent[]) => Promise<void> {
  return async (events) => {
    const frames = await framesOf(ports, origin, events)
    const batches = new Map<number, FrameBatch>()
    events.forEach((event, index) => {
      const batch = batches.get(event.accountId) ?? { accountId: event.accountId, entries: [] }
      batch.entries.push({ position: event.position, frames: frames[index] ?? [] })
      batches.set(event.accountId, batch)
    })
    for (const batch of batches.values()) {
      // A node that misses this sees the gap at the next batch, or when its connection is back, and reads the log.
      await ports.pubsub.publish(FRAMES, JSON.stringify(batch)).catch((error: unknown) => {
        ports.log.warn({ error, accountId: batch.accountId }, 'frames could not be published')
      })
    }
  }
}
