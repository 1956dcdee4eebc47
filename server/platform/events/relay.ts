/**
 * The relay turns recorded events into consequences. One is active at a time in an installation.
 *
 *   standing by ── takes the advisory lock ──▶ active ── its lock connection breaks ──▶ standing by
 *        └───────────────────────── stop() ─────┴────────▶ stopped
 *
 * Standing by: asks for the lock once a second, so a successor takes over within two seconds of a crash.
 * Active: wakes on NOTIFY or a local call, looks once a second as a floor. Each round numbers a batch and queues its jobs in one
 * statement, then announces it, then marks it announced. A crash between the steps repeats announcements, never skips one.
 */
import type pg from 'pg'
import type { RecordedEvent } from '../../kernel/event.ts'
import type { Database } from '../database/connection.ts'
import type { Log } from '../log/log.ts'
import { createAlarm } from './alarm.ts'
import { holdLock, RELAY, type HeldLock } from './hold-lock.ts'
import { markAnnounced, numberEvents, unannouncedEvents, type Reaction } from './number-events.ts'

const BATCH = 500
const FLOOR_MS = 1000

/** What a relay needs: where events are, who is told, who wants jobs. */
export interface RelayParts {
  db: Database
  pool: pg.Pool
  log: Log
  reactions: Reaction[]
  /** Cheap and at once; repeated after a crash. It must not throw for one bad event. */
  announce: (events: RecordedEvent[]) => Promise<void>
}

/** A running relay. `wake` makes it look now; `isActive` tells whether this process holds the lock. */
export interface Relay {
  wake(): void
  isActive(): boolean
  /** Finishes the round under way and lets go of the lock. */
  stop(): Promise<void>
}

/** Starts a relay that stands by until it holds the lock. */
export function startRelay(parts: RelayParts): Relay {
  const alarm = createAlarm()
  let stopped = false
  let lock: HeldLock | null = null
  let allAnnounced = false

  const round = async () => {
    try {
      lock ??= await holdLock(parts.pool, RELAY, alarm.ring)
      if (lock) await (allAnnounced ? relayNewEvents(parts) : relayRound(parts))
      allAnnounced = lock !== null
    } catch (error) {
      allAnnounced = false
      parts.log.error({ error }, 'the relay failed a round and tries again')
    }
    if (!lock?.isLost()) return
    // The pool counts a broken connection as taken until it is given back.
    await lock.release()
    lock = null
    allAnnounced = false
  }
  const work = async () => {
    while (!stopped) {
      await round()
      const rung = await alarm.wait(FLOOR_MS)
      // Under load the look for what a crash left is spared; the floor brings it back.
      if (!rung) allAnnounced = false
    }
    await lock?.release()
    lock = null
  }
  const done = work()

  return {
    wake: alarm.ring,
    isActive: () => lock !== null && !lock.isLost(),
    stop: async () => {
      stopped = true
      alarm.ring()
      await done
    },
  }
}

/** Numbers and announces everything that is recorded by now. */
export async function relayRound(parts: Omit<RelayParts, 'pool'>): Promise<void> {
  // What a predecessor numbered and perhaps did not announce comes first, so that positions are told in order.
  await announceAll(parts, () => unannouncedEvents(parts.db, BATCH))
  await relayNewEvents(parts)
}

async function relayNewEvents(parts: Omit<RelayParts, 'pool'>): Promise<void> {
  await announceAll(parts, () => numberEvents(parts.db, parts.reactions, BATCH))
}

async function announceAll(parts: Pick<RelayParts, 'announce' | 'db'>, take: () => Promise<RecordedEvent[]>) {
  for (;;) {
    const events = await take()
    if (events.length > 0) await announce(parts, events)
    // Whoever commits meanwhile wakes the relay again.
    if (events.length < BATCH) return
  }
}

async function announce(parts: Pick<RelayParts, 'announce' | 'db'>, events: RecordedEvent[]) {
  await parts.announce(events)
  await markAnnounced(
    parts.db,
    events.map((event) => event.id),
  )
}
