import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { addMessage, lockConversation } from '../../server/features/conversations/index.ts'
import { system } from '../../server/kernel/actor.ts'
import { connect, type Database } from '../../server/platform/database/connection.ts'
import { unitOfWork } from '../../server/platform/database/unit-of-work.ts'
import { eventNotifier } from '../../server/platform/events/hold-lock.ts'
import { createLog } from '../../server/platform/log/log.ts'
import { createSecrets } from '../../server/platform/secrets/secrets.ts'
import { openClient } from '../http-client.ts'

const CONVERSATIONS = 200
const WRITERS = 8

/** Who founds the account. */
export const administrator = { ADMIN_EMAIL: 'ada@lamp.example', ADMIN_PASSWORD: 'correct horse battery' }

/** What a desk gets whose database is this one. */
export const deskEnvironment = (directory: string, databaseUrl: string) => ({
  DATA_DIR: directory,
  DATABASE_URL: databaseUrl,
  DEMO: 'no',
  RATE_LIMITS: 'no',
  OUTGOING_ALLOW: '127.0.0.1',
  ...administrator,
})

/** An account that tells a receiver of its messages, and conversations to write into. */
export interface ToldDesk {
  db: Database
  /** Adds one message and returns when it is committed; tries again while the database is away. */
  write(turn: number): Promise<void>
  /** Adds so many with several writers. Returns the seconds it took. */
  writeMany(count: number, from?: number): Promise<number>
  /** What is not delivered yet. */
  undelivered(): Promise<number>
  close(): Promise<void>
}

/** Prepares the account through the desk's own API, unless that is done. */
export async function openToldDesk(url: string, databaseUrl: string, receiverUrl: string | null): Promise<ToldDesk> {
  const accountId = receiverUrl === null ? 1 : await furnish(url, receiverUrl)
  const { db, pool, close } = connect(databaseUrl, { size: WRITERS, onError: () => undefined })
  const log = createLog({ level: 'silent' })
  const onEvents = eventNotifier(pool, () => undefined)
  const secrets = createSecrets(Buffer.alloc(32, 7))
  const work = unitOfWork({ db, log, secrets, now: () => new Date(), onEvents })
  const conversations = await db.selectFrom('conversations').select('id').orderBy('id').execute()
  const write = async (turn: number) => {
    const { id } = conversations[turn % conversations.length] ?? { id: 0 }
    const content = `Message ${turn}`
    for (;;) {
      const written = await work(accountId, system, async (unit) => {
        const conversation = await lockConversation(unit, id)
        await addMessage(unit, conversation, { direction: 'outgoing', sender: null, content, idempotencyKey: content })
      }).then(
        () => true,
        () => false,
      )
      if (written) return
      await pause(100)
    }
  }
  return {
    db,
    write,
    writeMany: async (count, from = 0) => {
      const begun = performance.now()
      const writer = async (first: number) => {
        for (let turn = first; turn < count; turn += WRITERS) await write(1_000_000 + from + turn)
      }
      await Promise.all(Array.from({ length: WRITERS }, (_, first) => writer(first)))
      return (performance.now() - begun) / 1000
    },
    undelivered: () => undelivered(db),
    close,
  }
}

async function undelivered(db: Database): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    select ((select count(*) from webhook_deliveries where state <> 'delivered')
      + (select count(*) from events where position is null)
      + (select coalesce(sum(last - position), 0) from webhook_followers join event_positions using (account_id)))::integer
      as left`.execute(db)
  return rows[0]?.left ?? 0
}

async function furnish(url: string, receiverUrl: string): Promise<number> {
  const client = openClient(url, WRITERS)
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = administrator
  const { data } = await client.post('/auth/sign_in', { email, password })
  const headers = { api_access_token: String(data.access_token) }
  const account = `/api/v1/accounts/${data.account_id}`
  const channel = { name: 'Shop', channel: { type: 'api' }, enable_auto_assignment: false }
  const inbox = await client.post(`${account}/inboxes`, channel, headers)
  const clients = `/public/api/v1/inboxes/${inbox.inbox_identifier}/contacts`
  for (let number = 0; number < CONVERSATIONS; number++) {
    const contact = await client.post(clients, { name: `Customer ${number}` })
    await client.post(`${clients}/${contact.source_id}/conversations`, {})
  }
  await client.post(`${account}/webhooks`, { url: receiverUrl, subscriptions: ['message_created'] }, headers)
  return Number(data.account_id)
}
