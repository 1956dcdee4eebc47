import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Endpoint } from './endpoint.ts'
import { bodyOf, isTold, type Notice } from './notice.ts'

/** A delivery before it is written. */
export interface NewDelivery {
  endpoint_id: number
  uuid: string
  event_id: number | null
  event_name: string
  lane: string
  conversation_id: number | null
  message_id: number | null
  replay_id: number | null
  body: string
}

/** A delivery for each address that is told of each notice. */
export function newDeliveries(endpoints: Endpoint[], notices: Notice[]): NewDelivery[] {
  return notices.flatMap((notice) => {
    const told = endpoints.filter((endpoint) => isTold(endpoint, notice))
    if (told.length === 0) return []
    const common = {
      event_id: notice.eventId,
      event_name: notice.name,
      lane: notice.lane,
      conversation_id: notice.conversationId,
      message_id: notice.messageId,
      replay_id: null,
      body: bodyOf(notice),
    }
    return told.map(({ id }) => ({ endpoint_id: id, uuid: randomUUID(), ...common }))
  })
}

/**
 * Writes deliveries. Rows of one statement get ids in their order, and the lanes of what was written are opened with them. What was
 * written before is not written again.
 */
export async function insertDeliveries(work: Work, rows: NewDelivery[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    with written as (
      insert into webhook_deliveries (account_id, endpoint_id, uuid, event_id, event_name, lane, conversation_id,
        message_id, replay_id, body, created_at)
      select ${work.accountId}::integer, endpoint_id, uuid, event_id, event_name, lane, conversation_id,
        message_id, replay_id, body, ${work.now}::timestamptz
      from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as (endpoint_id integer, uuid uuid, event_id bigint,
        event_name text, lane text, conversation_id integer, message_id integer, replay_id integer, body text))
        with ordinality as delivery (endpoint_id, uuid, event_id, event_name, lane, conversation_id, message_id, replay_id,
          body, place)
      order by place
      on conflict do nothing
      returning endpoint_id, lane
    )
    insert into webhook_lanes (endpoint_id, lane, due_at)
    -- In an order that everybody keeps who locks several.
    select distinct endpoint_id, lane, ${work.now}::timestamptz from written order by endpoint_id, lane
    -- Whoever closes the lane at this moment is waited for, and a lane that is closed is opened again.
    on conflict (endpoint_id, lane) do update set due_at = webhook_lanes.due_at`.execute(work.tx)
}
