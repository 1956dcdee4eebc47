import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { connect } from '../server/platform/database/connection.ts'
import { WRITERS } from './http-writers.ts'

// As the desk's own pool.
const CONNECTIONS = 16
const CONVERSATIONS = 320

/** Writers of the bare rows. */
export interface RawWriters {
  /** Transactions per second. */
  write(seconds: number): Promise<number>
  /** Waits until the desk has done what follows from the messages; returns the seconds that took. */
  settle(): Promise<number>
}

interface Place {
  accountId: number
  inboxId: number
  contactId: number
  conversationId: number
}

/** Makes an account whose events the relay leaves alone, with conversations to write into. */
export async function prepareRaw(databaseUrl: string): Promise<RawWriters> {
  const { pool } = connect(databaseUrl, { size: CONNECTIONS, onError: () => undefined })
  const places = await makePlaces(pool)
  let position = 0
  const write = async (seconds: number) => {
    const begun = performance.now()
    const until = begun + seconds * 1000
    let written = 0
    const writer = async (index: number) => {
      for (let turn = index; performance.now() < until; turn += WRITERS) {
        await writeOne(pool, places[turn % places.length] as Place, ++position)
        written += 1
      }
    }
    await Promise.all(Array.from({ length: WRITERS }, (_, index) => writer(index)))
    return written / ((performance.now() - begun) / 1000)
  }
  const settle = async () => {
    const begun = performance.now()
    while (await isBusy(pool)) await pause(100)
    return (performance.now() - begun) / 1000
  }
  return { write, settle }
}

async function isBusy(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ busy: boolean }>(
    `select exists (select from events where not announced)
      or exists (select from graphile_worker._private_jobs where run_at <= now()) as busy`,
  )
  return rows[0]?.busy ?? false
}

async function makePlaces(pool: pg.Pool): Promise<Place[]> {
  const { rows } = await pool.query<Place>(
    `with account as (insert into accounts (name) values ('Raw') returning id),
      inbox as (insert into inboxes (account_id, channel_type, name) select id, 'api', 'Raw' from account returning id),
      person as (insert into contacts (account_id, name) select account.id, 'Raw ' || n from account, generate_series(1, $1::int) as n
        returning id, account_id),
      place as (insert into contact_inboxes (contact_id, inbox_id, source_id)
        select person.id, inbox.id, gen_random_uuid() from person, inbox returning id, contact_id, inbox_id),
      conversation as (insert into conversations (account_id, inbox_id, contact_id, contact_inbox_id, number)
        select account.id, place.inbox_id, place.contact_id, place.id, row_number() over () from place, account
        returning id, account_id, inbox_id, contact_id)
    select id as "conversationId", account_id as "accountId", inbox_id as "inboxId", contact_id as "contactId" from conversation`,
    [CONVERSATIONS],
  )
  return rows
}

/** The rows of one message, as plainly as they can be written. */
async function writeOne(pool: pg.Pool, place: Place, position: number): Promise<void> {
  const now = new Date()
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ id: number }>(
      `insert into messages (account_id, inbox_id, conversation_id, direction, content, sender_type, sender_id, created_at, updated_at)
      values ($1, $2, $3, 'incoming', $4, 'contact', $5, $6, $6) returning id`,
      [place.accountId, place.inboxId, place.conversationId, `Message ${position}`, place.contactId, now],
    )
    await client.query(
      `update conversations set last_message_id = $2, last_activity_at = $3, updated_at = $3, unread_count = unread_count + 1,
      waiting_since = coalesce(waiting_since, $3) where id = $1`,
      [place.conversationId, rows[0]?.id, now],
    )
    await client.query('update contacts set last_activity_at = $2 where id = $1', [place.contactId, now])
    await client.query(
      `insert into events (account_id, type, conversation_id, data, actor, occurred_at, position, announced)
      values ($1, 'message.created', $2, $3, '{"kind":"system"}', $4, $5, true)`,
      [place.accountId, place.conversationId, JSON.stringify({ messageId: rows[0]?.id }), now, position],
    )
    await client.query('commit')
  } finally {
    client.release()
  }
}
