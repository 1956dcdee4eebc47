import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { ListedMail, Mail } from './mail.ts'

const columns = [
  'id',
  'account_id as accountId',
  'inbox_id as inboxId',
  'conversation_id as conversationId',
  'message_id as messageId',
  'purpose',
  'from_name as fromName',
  'from_address as fromAddress',
  'reply_to as replyTo',
  'to_addresses as to',
  'cc_addresses as cc',
  'recipients',
  'subject',
  'body_encrypted as bodyEncrypted',
  'headers',
  'attachments',
  'header_id as headerId',
  'state',
  'attempts',
  'last_answer as lastAnswer',
  'next_try_at as nextTryAt',
  'sent_at as sentAt',
  'created_at as createdAt',
] as const

/** Where a mail lives: in which account, so that its outcome is a unit of work there. */
export async function placeOfMail(db: Reader, id: number): Promise<{ accountId: number | null } | undefined> {
  return db.selectFrom('mails').select('account_id as accountId').where('id', '=', id).executeTakeFirst()
}

/** Takes a mail for one attempt, or nothing when another has made it. A crash leaves it `sending`, and the same attempt takes it again. */
export async function takeForAttempt(work: Work, id: number, attempt: number): Promise<Mail | undefined> {
  const row = await work.tx
    .updateTable('mails')
    .set({ state: 'sending', attempts: attempt, updated_at: work.now })
    .where('id', '=', id)
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'waiting'), eb('attempts', '=', attempt - 1)]),
        eb.and([eb('state', '=', 'sending'), eb('attempts', '=', attempt)]),
      ]),
    )
    .returning(columns)
    .executeTakeFirst()
  return row as Mail | undefined
}

/** The last message of a conversation that a mail of continuity has told of; 0 when none has. */
export async function lastContinued(db: Reader, conversationId: number): Promise<number> {
  const row = await db
    .selectFrom('mails')
    .select(sql<number>`coalesce(max(message_id), 0)`.as('last'))
    .where('conversation_id', '=', conversationId)
    .where('purpose', '=', 'continuity')
    .executeTakeFirstOrThrow()
  return row.last
}

const DAY_MS = 24 * 3600 * 1000

/** Whether an inbox has answered an address by itself within a day: a second time would be how loops begin (RFC 3834 §2). */
export async function wasAnsweredByItself(
  db: Reader,
  { inboxId, address, now }: { inboxId: number; address: string; now: Date },
): Promise<boolean> {
  const row = await db
    .selectFrom('mails')
    .select('id')
    .where('inbox_id', '=', inboxId)
    .where('created_at', '>', new Date(now.getTime() - DAY_MS))
    .where(
      sql<boolean>`headers ->> 'Auto-Submitted' = 'auto-replied' and lower(to_addresses[1]) = ${address.toLowerCase()}`,
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

const PAGE = 50

/** The latest mails of an account, the newest first; those of the installation are nobody's to list. */
export async function listMails(
  db: Reader,
  accountId: number,
  filter: { state?: Mail['state'] | undefined; before?: number | undefined },
): Promise<ListedMail[]> {
  const rows = await listed(db, accountId)
    .$if(filter.state !== undefined, (query) => query.where('state', '=', filter.state ?? ''))
    .$if(filter.before !== undefined, (query) => query.where('id', '<', filter.before ?? 0))
    .orderBy('id', 'desc')
    .limit(PAGE)
    .execute()
  return rows as ListedMail[]
}

/** A mail of an account, or undefined. */
export async function findMail(db: Reader, accountId: number, id: number): Promise<ListedMail | undefined> {
  const row = await listed(db, accountId).where('id', '=', id).executeTakeFirst()
  return row as ListedMail | undefined
}

/** How many mails of an account failed, and how many are still on their way. */
export async function countUnsent(db: Reader, accountId: number): Promise<{ failed: number; waiting: number }> {
  const row = await db
    .selectFrom('mails')
    .select([
      sql<number>`count(*) filter (where state = 'failed')`.as('failed'),
      sql<number>`count(*) filter (where state <> 'failed')`.as('waiting'),
    ])
    .where('account_id', '=', accountId)
    .where('state', '<>', 'sent')
    .executeTakeFirstOrThrow()
  return row
}

function listed(db: Reader, accountId: number) {
  return db
    .selectFrom('mails')
    .select(columns)
    .select(
      sql<number | null>`(select number from conversations where conversations.id = mails.conversation_id)`.as(
        'conversationNumber',
      ),
    )
    .where('account_id', '=', accountId)
}
