/**
 * Fetches the mail of all inboxes. One process of an installation does it at a time.
 *
 *   standing by ── takes the advisory lock ──▶ active ── its lock connection breaks ──▶ standing by
 *        └───────────────────────── stop() ─────┴────────▶ stopped
 *
 * Active: one session for each inbox whose mail is to be fetched. A change of an inbox comes as a NOTIFY; once a minute everything is
 * compared anyway. Were two processes active for a moment, no mail would come in twice: an index holds that.
 */
import { once } from 'node:events'
import type pg from 'pg'
import { holdLock, type HeldLock, type SoleTask } from '../../../platform/events/hold-lock.ts'
import { listWantedMailboxes, MAILBOXES, noteFetchState } from '../../../features/mailboxes/index.ts'
import { fetchMailbox, type FetchParts } from './mailbox-session.ts'

const FETCHING: SoleTask = { lock: 7_203_503, channel: MAILBOXES }
const STAND_BY_MS = 1000
const COMPARE_MS = 60_000

interface Session {
  /** What it was started for; null once it is to end. */
  print: string | null
  end: AbortController
  done: Promise<void>
}

/** The fetching of mail. */
export interface Fetching {
  isActive(): boolean
  /** Ends every session; the mail that is under way is kept first. */
  stop(): Promise<void>
}

/** Starts to fetch mail, or stands by until it holds the lock. */
export function startFetching(parts: FetchParts & { pool: pg.Pool }): Fetching {
  const { log } = parts.ports
  const stopping = new AbortController()
  const bell = new EventTarget()
  const sessions = new Map<number, Session>()
  let lock: HeldLock | null = null
  let rung = false
  const ring = () => {
    rung = true
    bell.dispatchEvent(new Event('ring'))
  }
  const rest = async (milliseconds: number) => {
    const over = AbortSignal.any([stopping.signal, AbortSignal.timeout(milliseconds)])
    if (!rung) await once(bell, 'ring', { signal: over }).catch(() => undefined)
    rung = false
  }
  const standDown = async () => {
    await endAll(sessions)
    await lock?.release()
    lock = null
  }
  const round = async () => {
    lock ??= await holdLock(parts.pool, FETCHING, ring)
    if (lock && !lock.isLost()) await compare(parts, sessions)
    if (lock?.isLost()) await standDown()
  }
  const work = async () => {
    while (!stopping.signal.aborted) {
      await round().catch((error: unknown) => log.warn({ error }, 'the mailboxes could not be looked after'))
      await rest(lock ? COMPARE_MS : STAND_BY_MS)
    }
    await standDown()
  }
  const done = work()
  return {
    isActive: () => lock !== null && !lock.isLost(),
    stop: async () => {
      stopping.abort()
      await done
    },
  }
}

/** Ends the sessions that are no longer wanted so, and starts those that are missing; none of them holds up the others. */
async function compare(parts: FetchParts, sessions: Map<number, Session>): Promise<void> {
  const { db, now } = parts.ports
  const wanted = new Map((await listWantedMailboxes(db)).map(({ inboxId, print }) => [inboxId, print]))
  for (const [inboxId, session] of sessions) {
    if (session.print === null || wanted.has(inboxId)) continue
    session.end.abort()
    session.print = null
    session.done = session.done.then(() =>
      noteFetchState(db, inboxId, now(), { state: 'off', error: null, attempts: 0 }).catch((error: unknown) =>
        parts.ports.log.warn({ error, inboxId }, 'what a mailbox does could not be noted'),
      ),
    )
  }
  for (const [inboxId, print] of wanted) {
    const session = sessions.get(inboxId)
    if (session?.print === print) continue
    session?.end.abort()
    sessions.set(inboxId, startOne(parts, { inboxId, print, after: session?.done }))
  }
}

function startOne(
  parts: FetchParts,
  { inboxId, print, after }: { inboxId: number; print: string; after: Promise<void> | undefined },
): Session {
  const end = new AbortController()
  const done = Promise.resolve(after)
    .then(() => fetchMailbox(parts, inboxId, end.signal))
    .catch((error: unknown) => parts.ports.log.error({ error, inboxId }, 'the fetching of an inbox ended'))
  return { print, end, done }
}

async function endAll(sessions: Map<number, Session>): Promise<void> {
  for (const { end } of sessions.values()) end.abort()
  await Promise.all([...sessions.values()].map(({ done }) => done))
  sessions.clear()
}
