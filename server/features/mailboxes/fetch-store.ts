import { sql } from 'kysely'
import type { Database } from '../../platform/database/connection.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { FetchState, MailboxFetch } from './mailbox-fetch.ts'

const columns = [
  'inbox_id as inboxId',
  'account_id as accountId',
  'login',
  'host',
  'uid_validity as uidValidity',
  'last_uid as lastUid',
  'look_from as lookFrom',
  'look_below as lookBelow',
  'synced_at as syncedAt',
  'stuck_uid as stuckUid',
  'stuck_attempts as stuckAttempts',
  'state',
  'since',
  'last_connected_at as lastConnectedAt',
  'last_mail_at as lastMailAt',
  'last_lag_seconds as lastLagSeconds',
  'attempts',
  'error',
  'retry_at as retryAt',
] as const

/** Where the fetching of an inbox stands; undefined when its mail was never fetched. */
export async function findFetch(db: Reader, inboxId: number): Promise<MailboxFetch | undefined> {
  const row = await db.selectFrom('mailbox_fetches').select(columns).where('inbox_id', '=', inboxId).executeTakeFirst()
  // The check of the column holds what states there are.
  return row as MailboxFetch | undefined
}

/** An inbox whose mail is to be fetched. The print changes when anything does that a connection depends on. */
export interface WantedMailbox {
  inboxId: number
  print: string
}

/** The inboxes of open accounts whose mail is to be fetched. */
export async function listWantedMailboxes(db: Reader): Promise<WantedMailbox[]> {
  return db
    .selectFrom('email_channels')
    .innerJoin('inboxes', 'inboxes.id', 'email_channels.inbox_id')
    .innerJoin('accounts', 'accounts.id', 'inboxes.account_id')
    .select([
      'inboxes.id as inboxId',
      sql<string>`md5(concat_ws(chr(1), email, provider, imap_login, imap_password_encrypted, imap_address, imap_port, imap_enable_ssl,
        imap_authentication, provider_tokens_encrypted is null, reauthorization_required))`.as('print'),
    ])
    .where('imap_enabled', '=', true)
    .where('accounts.status', '=', 'active')
    .where((eb) => eb.or([eb('imap_address', '<>', ''), eb('provider', 'is not', null)]))
    .orderBy('inboxes.id')
    .execute()
}

/** Says what the fetching of an inbox is doing now. */
export async function noteFetchState(
  db: Database,
  inboxId: number,
  now: Date,
  to: { state: FetchState; error?: string | null; retryAt?: Date | null; attempts?: number },
): Promise<void> {
  const { state, error, retryAt = null, attempts } = to
  const isConnected = state === 'idle' || state === 'polling'
  await db
    .updateTable('mailbox_fetches')
    .set({
      state,
      since: sql`case when state = ${state} then since else ${now}::timestamptz end`,
      retry_at: retryAt,
      ...(error !== undefined && { error }),
      ...(attempts !== undefined && { attempts }),
      ...(isConnected && { last_connected_at: now }),
    })
    .where('inbox_id', '=', inboxId)
    .execute()
}
