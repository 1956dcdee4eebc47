import { sql } from 'kysely'
import type { Database } from '../../platform/database/connection.ts'

/** A delivery that this process has for an attempt of this number, until the lease ends. */
export interface Claimed {
  id: number
  accountId: number
  endpointId: number
  uuid: string
  eventName: string
  lane: string
  conversationId: number | null
  messageId: number | null
  body: string
  /** The number of the attempt. */
  attempt: number
  /** How many attempts of this round failed. */
  failures: number
}

/** How much is wanted, and of whom nothing. */
export interface ClaimOptions {
  now: Date
  limit: number
  leaseSeconds: number
  /** At most so many at a time to one address, so that one that hangs leaves room for the others. */
  perEndpoint: number
  /** How many each address has already. */
  underWay: { endpoint_id: number; count: number }[]
}

// Looked at for a turn: more than are taken, so that one address with many lanes does not hide the others.
const LOOKED_AT = 1000

/**
 * Takes the first delivery of lanes that are due, and notes the attempts, in one statement: whoever is killed from here on leaves a row
 * of the attempt, and the lane is due again when the lease ends. Two processes never get the same lane.
 */
export async function claimDeliveries(db: Database, options: ClaimOptions): Promise<Claimed[]> {
  const { now, limit, leaseSeconds, perEndpoint, underWay } = options
  const busy = underWay.filter(({ count }) => count >= perEndpoint).map((one) => one.endpoint_id)
  const until = new Date(now.getTime() + leaseSeconds * 1000)
  const { rows } = await sql<Claimed>`
    with due as materialized (
      select endpoint_id, lane, due_at from webhook_lanes
      join webhook_endpoints on webhook_endpoints.id = endpoint_id
      where due_at <= ${now}::timestamptz and endpoint_id <> all(${busy}::integer[]) and switched_off_at is null
      order by due_at limit ${LOOKED_AT}
    ), turns as materialized (
      select *, row_number() over (partition by endpoint_id order by due_at) as turn from due
    ), free as materialized (
      select lanes.endpoint_id, lanes.lane from webhook_lanes as lanes
      join turns on turns.endpoint_id = lanes.endpoint_id and turns.lane = lanes.lane
      left join jsonb_to_recordset(${JSON.stringify(underWay)}::jsonb) as under_way (endpoint_id integer, count integer)
        on under_way.endpoint_id = lanes.endpoint_id
      where turn + coalesce(under_way.count, 0) <= ${perEndpoint} and lanes.due_at <= ${now}::timestamptz
      order by turn, turns.due_at limit ${limit} for update of lanes skip locked
    ), taken as (
      update webhook_deliveries as delivery set attempts = attempts + 1
      from free, lateral (
        select head.id from webhook_deliveries as head
        where head.endpoint_id = free.endpoint_id and head.lane = free.lane and head.state = 'waiting'
        order by head.id limit 1) as first
      where delivery.id = first.id and delivery.state = 'waiting'
      returning delivery.*
    ), leased as (
      update webhook_lanes as lanes set due_at = ${until}::timestamptz, taken = true
      from taken where lanes.endpoint_id = taken.endpoint_id and lanes.lane = taken.lane
    ), lost as (
      update webhook_attempts as attempt set outcome = 'lost', ended_at = ${now}::timestamptz
      from taken where delivery_id = taken.id and number < taken.attempts and outcome is null
    ), noted as (
      insert into webhook_attempts (delivery_id, number, started_at)
      select id, attempts, ${now}::timestamptz from taken
    )
    select id, account_id as "accountId", endpoint_id as "endpointId", uuid, event_name as "eventName", lane,
      conversation_id as "conversationId", message_id as "messageId", body, attempts as attempt, failures
    from taken order by id`.execute(db)
  return rows
}
