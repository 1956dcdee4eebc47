import { sql } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import { decodeCursor, encodeCursor } from '../../kernel/page.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Endpoint } from './endpoint.ts'

/** How far a delivery is. */
export type DeliveryState = 'waiting' | 'delivered' | 'failed'

/** A delivery as the log lists it. */
export interface ListedDelivery {
  id: number
  uuid: string
  eventName: string
  state: DeliveryState
  attempts: number
  replayId: number | null
  conversationNumber: number | null
  createdAt: Date
  settledAt: Date | null
  /** What the last attempt that ended said. */
  status: number | null
  error: string | null
  /** When it is tried again; null while another of its conversation comes first, or its address is off. */
  nextAttemptAt: Date | null
}

/** One attempt of the log. */
export interface Attempt {
  number: number
  startedAt: Date
  endedAt: Date | null
  /** Null: under way. */
  outcome: 'delivered' | 'failed' | 'lost' | null
  request: { url?: string; headers?: Record<string, string> }
  status: number | null
  responseHeaders: Record<string, string> | null
  responseBody: string | null
  error: string | null
}

/** A delivery with what was sent and every attempt. */
export interface DeliveryView extends ListedDelivery {
  body: string
  log: Attempt[]
}

/** Which deliveries are asked for. */
export interface DeliverySelection {
  state?: DeliveryState | undefined
  event?: string | undefined
  cursor?: string | undefined
}

const PAGE = 25

function columns() {
  return sql`delivery.id, delivery.uuid, delivery.event_name as "eventName", delivery.state, delivery.attempts,
    delivery.replay_id as "replayId", conversations.number as "conversationNumber", delivery.created_at as "createdAt",
    delivery.settled_at as "settledAt", last.status, last.error,
    (select lanes.due_at from webhook_lanes as lanes
      where delivery.state = 'waiting' and lanes.endpoint_id = delivery.endpoint_id and lanes.lane = delivery.lane
        and not lanes.taken and lanes.due_at < 'infinity'
        and delivery.id = (select min(head.id) from webhook_deliveries as head
          where head.endpoint_id = delivery.endpoint_id and head.lane = delivery.lane and head.state = 'waiting')
    ) as "nextAttemptAt"`
}

const surroundings = sql`
  left join conversations on conversations.id = delivery.conversation_id and conversations.account_id = delivery.account_id
  left join lateral (select status, error from webhook_attempts
    where delivery_id = delivery.id and outcome is not null order by number desc limit 1) as last on true`

/** The deliveries to an address, newest first, a page at a time. */
export async function listDeliveries(
  db: Reader,
  endpoint: Endpoint,
  { state, event, cursor }: DeliverySelection,
): Promise<{ deliveries: ListedDelivery[]; nextCursor: string | null }> {
  const before = cursor === undefined ? null : Number(decodeCursor(cursor, 1)[0])
  const { rows } = await sql<ListedDelivery>`
    select ${columns()} from (
      select * from webhook_deliveries
      where endpoint_id = ${endpoint.id} and account_id = ${endpoint.accountId}
        ${state ? sql`and state = ${sql.lit(state)}` : sql``}
        ${event ? sql`and event_name = ${event}` : sql``}
        ${before === null ? sql`` : sql`and id < ${Number.isSafeInteger(before) ? before : 0}`}
      order by id desc limit ${PAGE + 1}) as delivery ${surroundings}
    order by delivery.id desc`.execute(db)
  const deliveries = rows.slice(0, PAGE)
  const last = deliveries.at(-1)
  return { deliveries, nextCursor: rows.length > PAGE && last ? encodeCursor([last.id]) : null }
}

/** One delivery to an address with its attempts, or a refusal. */
export async function loadDelivery(db: Reader, endpoint: Endpoint, id: number): Promise<DeliveryView> {
  const { rows } = await sql<Omit<DeliveryView, 'log'>>`
    select ${columns()}, delivery.body from webhook_deliveries as delivery ${surroundings}
    where delivery.id = ${id} and delivery.endpoint_id = ${endpoint.id} and delivery.account_id = ${endpoint.accountId}`.execute(
    db,
  )
  if (!rows[0]) throw notFound()
  const attempts = await sql<Attempt>`
    select number, started_at as "startedAt", ended_at as "endedAt", outcome, request, status,
      response_headers as "responseHeaders", response_body as "responseBody", error
    from webhook_attempts where delivery_id = ${id} order by number`.execute(db)
  return { ...rows[0], log: attempts.rows }
}

/** How much of an address waits and how much was given up; counted up to a thousand. */
export interface Backlog {
  waiting: number
  failed: number
}

/** What is left over at each of these addresses. */
export async function backlogsOf(db: Reader, endpointIds: number[]): Promise<Map<number, Backlog>> {
  const counted = (state: DeliveryState) => sql`(select count(*) from (select from webhook_deliveries
    where endpoint_id = wanted.id and state = ${sql.lit(state)} limit 1000) as few)`
  const { rows } = await sql<Backlog & { id: number }>`
    select id, ${counted('waiting')} as waiting, ${counted('failed')} as failed
    from unnest(${endpointIds}::integer[]) as wanted (id)`.execute(db)
  return new Map(rows.map(({ id, waiting, failed }) => [id, { waiting, failed }]))
}
