import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { connect } from '../../server/platform/database/connection.ts'
import type { Dovecot } from '../../server/testing/dovecot.ts'
import { openClient, type HttpClient } from '../http-client.ts'

/** The desk under measurement, with an inbox whose mailbox is fetched. */
export interface MailDesk {
  url: string
  client: HttpClient
  /** Of the account, such as /api/v1/accounts/1. */
  path: string
  headers: Record<string, string>
  /** What the administrator subscribes to the socket with. */
  identifier: string
  inboxId: number
  pool: pg.Pool
  dovecot: Dovecot
  /** Waits until so many mails are stored. */
  stored(count: number): Promise<void>
  /** Waits until all of them are read. */
  read(): Promise<void>
  close(): Promise<void>
}

/** Whose mailbox it is. */
export const ADDRESS = 'support@lamp.example'

/** Signs in, makes the inbox and waits until its mailbox is being fetched. */
export async function openMailDesk(parts: {
  url: string
  databaseUrl: string
  administrator: { ADMIN_EMAIL: string; ADMIN_PASSWORD: string }
  dovecot: Dovecot
}): Promise<MailDesk> {
  const { url, dovecot, administrator } = parts
  const client = openClient(url, 8)
  const credentials = { email: administrator.ADMIN_EMAIL, password: administrator.ADMIN_PASSWORD }
  const { body, headers: got } = await client.postForHeaders('/auth/sign_in', credentials)
  const headers = { 'access-token': got['access-token'] ?? '', client: got['client'] ?? '', uid: got['uid'] ?? '' }
  const { id, account_id, pubsub_token } = body.data
  const identifier = JSON.stringify({ channel: 'RoomChannel', pubsub_token, account_id, user_id: id })
  const path = `/api/v1/accounts/${account_id}`
  // Somebody else signs in first, so that the folder of the mailbox is there.
  const other = await dovecot.client(ADDRESS)
  await other.says('EXAMINE INBOX')
  other.leave()
  const inbox = await client.post(`${path}/inboxes`, { name: 'Support', channel: dovecot.channel(ADDRESS) }, headers)
  const { pool } = connect(parts.databaseUrl, { size: 2, onError: () => undefined })
  const desk = { url, client, path, headers, identifier, inboxId: Number(inbox.id), pool, dovecot }
  await isFetched(desk)
  return { ...desk, stored: (count) => storedIn(pool, count), read: () => readIn(pool), close: () => pool.end() }
}

async function isFetched({ client, path, headers, inboxId }: Omit<MailDesk, 'stored' | 'read' | 'close'>) {
  for (let waited = 0; waited < 600; waited++) {
    const state = await client.get(`${path}/inboxes/${inboxId}/mail_state`, headers)
    if (state.imap.state === 'idle') return
    await pause(50)
  }
  throw new Error('The mailbox is not being fetched')
}

async function storedIn(pool: pg.Pool, count: number): Promise<void> {
  for (let waited = 0; waited < 60_000; waited++) {
    const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from received_mails')
    if ((rows[0]?.count ?? 0) >= count) return
    await pause(4)
  }
  throw new Error(`${count} mails were not stored`)
}

async function readIn(pool: pg.Pool): Promise<void> {
  for (let waited = 0; waited < 3000; waited++) {
    const { rows } = await pool.query("select id from received_mails where state = 'waiting' limit 1")
    if (rows.length === 0) return
    await pause(100)
  }
  throw new Error('The mails were not read')
}

/** How many mails are stored. */
export async function countStored(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from received_mails')
  return rows[0]?.count ?? 0
}

let written = 0

/** An ordinary mail of a customer, of some kilobytes. */
export function aMail(text = 'The lamp is broken. What can I do?'): string {
  const name = `bench-${++written}`
  return [
    `Message-ID: <${name}@home.example>`,
    `From: Customer ${written} <customer-${written}@home.example>`,
    `To: ${ADDRESS}`,
    `Subject: ${name}`,
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    ...Array.from({ length: 40 }, () => 'It stood on the shelf for three years and never gave any trouble at all.'),
    '',
  ].join('\r\n')
}
