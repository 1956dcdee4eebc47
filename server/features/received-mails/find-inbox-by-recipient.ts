import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'

/** Where a mail to an address belongs. */
export interface RecipientInbox {
  accountId: number
  inboxId: number
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * The inbox that an address belongs to: its own address (whatever stands behind a plus), the one that its mail may be forwarded to, or
 * `reply+<token>@…` of one of its conversations. Null: the address is nobody's here, or the account is closed, and mail to it is refused.
 */
export async function findInboxByRecipient(db: Reader, address: string): Promise<RecipientInbox | null> {
  const whole = address.trim().toLowerCase()
  const at = whole.lastIndexOf('@')
  if (at < 1 || whole.length > 320 || /[\s\p{Cc}]/u.test(whole)) return null
  const [local, domain] = [whole.slice(0, at), whole.slice(at + 1)]
  const plus = local.indexOf('+')
  const base = plus > 0 ? local.slice(0, plus) : local
  const token = base === 'reply' && plus > 0 ? local.slice(plus + 1) : ''
  if (UUID.test(token)) return (await inboxOfConversation(db, token)) ?? null
  const row = await db
    .selectFrom('email_channels')
    .innerJoin('inboxes', 'inboxes.id', 'email_channels.inbox_id')
    .innerJoin('accounts', 'accounts.id', 'inboxes.account_id')
    .select(['inboxes.account_id as accountId', 'inboxes.id as inboxId'])
    .where('accounts.status', '=', 'active')
    .where((eb) =>
      eb.or([
        sql<boolean>`lower(email) = any(${[whole, `${base}@${domain}`]}::text[])`,
        eb('forward_token', '=', base),
      ]),
    )
    // An address with a plus may be a mailbox of its own.
    .orderBy(sql`lower(email) = ${whole}`, 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

async function inboxOfConversation(db: Reader, uuid: string): Promise<RecipientInbox | undefined> {
  return db
    .selectFrom('conversations')
    .innerJoin('accounts', 'accounts.id', 'conversations.account_id')
    .select(['conversations.account_id as accountId', 'conversations.inbox_id as inboxId'])
    .where('conversations.uuid', '=', uuid)
    .where('accounts.status', '=', 'active')
    .executeTakeFirst()
}
