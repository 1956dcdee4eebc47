import { sql } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { ReceivedMail, ReceivedState } from './received-mail.ts'

const columns = [
  'received_mails.id',
  'received_mails.account_id as accountId',
  'received_mails.inbox_id as inboxId',
  'received_mails.blob_key as blobKey',
  'received_mails.byte_size as byteSize',
  'received_mails.sha256',
  'received_mails.header_id as headerId',
  'received_mails.via',
  'received_mails.envelope_from as envelopeFrom',
  'received_mails.envelope_to as envelopeTo',
  'received_mails.subject',
  'received_mails.sender',
  'received_mails.state',
  'received_mails.reason',
  'received_mails.message_id as messageId',
  'received_mails.attempts',
  'received_mails.next_try_at as nextTryAt',
  'received_mails.received_at as receivedAt',
  'received_mails.settled_at as settledAt',
] as const

/** Counts an attempt to read a mail and returns it; undefined when it is settled, or gone with its inbox. */
export async function takeForReading(work: Work, id: number): Promise<ReceivedMail | undefined> {
  const row = await work.tx
    .updateTable('received_mails')
    // A reader that is killed leaves this behind; the sweep finds what is long overdue.
    .set((eb) => ({ attempts: eb('attempts', '+', 1), next_try_at: work.now }))
    .where('id', '=', id)
    .where('account_id', '=', work.accountId)
    .where('state', '=', 'waiting')
    .returning(columns)
    .executeTakeFirst()
  return row as ReceivedMail | undefined
}

/** Locks a mail that still waits, so that of two readers at once one goes on. The mails of an account are accepted one after the other. */
export async function lockWaiting(work: Work, id: number): Promise<boolean> {
  // The answer must not overtake what it answers, nor two mails of a new customer make two of them.
  await sql`select pg_advisory_xact_lock(hashtext('received-mails'), ${work.accountId}::integer)`.execute(work.tx)
  const row = await work.tx
    .selectFrom('received_mails')
    .select('id')
    .where('id', '=', id)
    .where('account_id', '=', work.accountId)
    .where('state', '=', 'waiting')
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** What an administrator sees of a mail that came in: with the conversation that it is in. */
export interface ListedMail extends ReceivedMail {
  conversationNumber: number | null
}

const PAGE = 50

function selectListed(db: Reader, accountId: number, inboxId: number) {
  return db
    .selectFrom('received_mails')
    .leftJoin('messages', 'messages.id', 'received_mails.message_id')
    .leftJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .select(columns)
    .select('conversations.number as conversationNumber')
    .where('received_mails.account_id', '=', accountId)
    .where('received_mails.inbox_id', '=', inboxId)
}

/** The latest mails that came into an inbox, the newest first, 50 at a time. */
export async function listReceivedMails(
  db: Reader,
  { accountId, inboxId }: { accountId: number; inboxId: number },
  filter: { state?: ReceivedState | undefined; before?: number | undefined },
): Promise<ListedMail[]> {
  const rows = await selectListed(db, accountId, inboxId)
    .$if(filter.state !== undefined, (query) => query.where('received_mails.state', '=', filter.state ?? ''))
    .$if(filter.before !== undefined, (query) => query.where('received_mails.id', '<', filter.before ?? 0))
    .orderBy('received_mails.id', 'desc')
    .limit(PAGE)
    .execute()
  return rows as ListedMail[]
}

/** One mail that came into an inbox, or a refusal. */
export async function loadReceivedMail(
  db: Reader,
  { accountId, inboxId }: { accountId: number; inboxId: number },
  id: number,
): Promise<ListedMail> {
  const row = await selectListed(db, accountId, inboxId).where('received_mails.id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return row as ListedMail
}

const DAY_MS = 24 * 3600 * 1000

/**
 * How many mails that machines wrote in answer came from an address within a day and became messages: in the inbox, or in one of its
 * conversations.
 */
export async function countAutomatic(
  work: Work,
  { inboxId, sender, conversationId }: { inboxId: number; sender: string; conversationId: number | undefined },
): Promise<number> {
  const row = await work.tx
    .selectFrom('received_mails')
    .innerJoin('messages', 'messages.id', 'received_mails.message_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('received_mails.inbox_id', '=', inboxId)
    .where('received_mails.sender', '=', sender)
    .where('received_mails.automatic', '=', true)
    .where('received_mails.state', '=', 'accepted')
    .where('received_mails.received_at', '>', new Date(work.now.getTime() - DAY_MS))
    .$if(conversationId !== undefined, (query) => query.where('messages.conversation_id', '=', conversationId ?? 0))
    .executeTakeFirstOrThrow()
  return row.count
}
