/**
 * Sends an address once more what happened in a range of time. The log of events is read again, so what an address missed while it was
 * switched off comes too; what was written before keeps its text and its id, by which receivers know what they have.
 */
import { sql } from 'kysely'
import { system } from '../../kernel/actor.ts'
import { invalid } from '../../kernel/refusal.ts'
import type { OpenWork, Work } from '../../platform/database/unit-of-work.ts'
import { eventsAfter } from '../../platform/events/read-events.ts'
import type { Endpoint } from './endpoint.ts'
import { findEndpoints } from './endpoint-store.ts'
import type { Render } from './follow-events.ts'
import type { Notice } from './notice.ts'
import { refuseWhileOff } from './resend.ts'
import { positionAt } from './replay-store.ts'
import { insertDeliveries, newDeliveries, type NewDelivery } from './write-deliveries.ts'

/** The task that goes on with a replay. */
export const replayTask = 'replay-webhook'

const BATCH = 200
const MARGIN_MS = 60_000

/** What is to be sent once more. */
export interface ReplayRange {
  from: Date
  until: Date
  /** Only what has not arrived, nor waits to. */
  onlyMissed: boolean
}

/** Begins a replay. Returns its id. */
export async function startReplay(work: Work, endpoint: Endpoint, range: ReplayRange): Promise<number> {
  refuseWhileOff(endpoint)
  const { from, onlyMissed } = range
  const until = range.until < work.now ? range.until : work.now
  if (!(from < until)) throw invalid('from', 'from must be before until, and in the past')
  const first = await positionAt(work, new Date(from.getTime() - MARGIN_MS))
  const beyond = await positionAt(work, new Date(until.getTime() + MARGIN_MS))
  const { id } = await work.tx
    .insertInto('webhook_replays')
    .values({
      account_id: work.accountId,
      endpoint_id: endpoint.id,
      from_at: from,
      until_at: until,
      only_missed: onlyMissed,
      first_position: first,
      last_position: beyond - 1,
      position: first - 1,
      created_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  goOn(work, id)
  return id
}

function goOn(work: Work, replayId: number): void {
  work.later({ task: replayTask, payload: { accountId: work.accountId, replayId } })
}

/** Reads the next events of a replay, and asks for the ones after them. A job that runs twice reads nothing twice. */
export async function replayBatch(
  parts: { work: OpenWork; prepare: (accountId: number) => Promise<Render> },
  { accountId, replayId }: { accountId: number; replayId: number },
): Promise<void> {
  const render = await parts.prepare(accountId)
  await parts.work(accountId, system, async (work) => {
    const replay = await work.tx
      .selectFrom('webhook_replays')
      .selectAll()
      .where('id', '=', replayId)
      .where('account_id', '=', accountId)
      .forUpdate()
      .executeTakeFirst()
    if (!replay || replay.position >= replay.last_position) return
    const endpoint = (await findEndpoints(work.tx, [replay.endpoint_id])).get(replay.endpoint_id)
    const events = await eventsAfter(work.tx, accountId, replay.position, BATCH)
    const inside = events.filter(
      ({ position, occurredAt }) =>
        position <= replay.last_position && occurredAt >= replay.from_at && occurredAt <= replay.until_at,
    )
    if (endpoint && inside.length > 0) {
      const notices = await render(work, inside)
      const before = await writtenBefore(
        work,
        endpoint,
        inside.map(({ id }) => id),
      )
      const order = inside.map(({ id }) => id)
      const { id, only_missed: onlyMissed } = replay
      await insertDeliveries(work, onceMore({ endpoint, notices, before, order, replay: { id, onlyMissed } }))
    }
    const last = Math.min(events.at(-1)?.position ?? replay.last_position, replay.last_position)
    await work.tx.updateTable('webhook_replays').set({ position: last }).where('id', '=', replayId).execute()
    if (last < replay.last_position) goOn(work, replayId)
  })
}

interface Written extends NewDelivery {
  state: string
}

async function writtenBefore(work: Work, endpoint: Endpoint, eventIds: number[]): Promise<Written[]> {
  const { rows } = await sql<Written>`
    select endpoint_id, uuid, event_id, event_name, lane, conversation_id, message_id, body, state
    from webhook_deliveries where endpoint_id = ${endpoint.id} and event_id = any(${eventIds}::bigint[]) order by id`.execute(
    work.tx,
  )
  return rows
}

function onceMore(parts: {
  endpoint: Endpoint
  notices: Notice[]
  before: Written[]
  order: number[]
  replay: { id: number; onlyMissed: boolean }
}): NewDelivery[] {
  const { endpoint, notices, before, order, replay } = parts
  const keyOf = (one: NewDelivery) => `${one.event_id}:${one.event_name}`
  const known = new Map<string, Written>()
  const arrives = new Set<string>()
  for (const one of before) {
    const key = keyOf(one)
    if (!known.has(key)) known.set(key, one)
    if (one.state !== 'failed') arrives.add(key)
  }
  // Who asks for a time before the address was there gets that, too.
  const fresh = newDeliveries([{ ...endpoint, afterPosition: 0 }], notices).filter((one) => !known.has(keyOf(one)))
  const places = new Map(order.map((id, place) => [id, place]))
  return [...known.values(), ...fresh]
    .filter((one) => !(replay.onlyMissed && arrives.has(keyOf(one))))
    .toSorted((one, other) => (places.get(one.event_id ?? 0) ?? 0) - (places.get(other.event_id ?? 0) ?? 0))
    .map((one) => ({ ...one, replay_id: replay.id }))
}
