import { sql } from 'kysely'
import type { Database } from '../../platform/database/connection.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { MailboxFetch } from './mailbox-fetch.ts'

/** Whose mailbox is fetched. */
export interface MailboxOfServer {
  login: string
  host: string
}

// The clock of the server and ours differ, and a day of IMAP is a day of the server's (RFC 9051 §6.4.4).
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Begins the fetching of an inbox at a moment: mails that were in the mailbox before are none of ours. Another login is another
 * mailbox and begins anew; another server with the same login is the same mailbox moved, which goes on where it was.
 */
export async function beginFetch(
  db: Database | Work['tx'],
  inbox: { inboxId: number; accountId: number },
  { login, host }: MailboxOfServer,
  at: Date,
): Promise<void> {
  const anew = sql<boolean>`lower(mailbox_fetches.login) <> lower(excluded.login)`
  await db
    .insertInto('mailbox_fetches')
    .values({ inbox_id: inbox.inboxId, account_id: inbox.accountId, login, host, look_from: at, since: at })
    .onConflict((conflict) =>
      conflict
        .column('inbox_id')
        .doUpdateSet({
          login: sql`excluded.login`,
          host: sql`excluded.host`,
          uid_validity: null,
          last_uid: 0,
          look_below: null,
          look_from: sql`case when ${anew} then excluded.look_from
          else greatest(mailbox_fetches.look_from, mailbox_fetches.synced_at - interval '1 day') end`,
          synced_at: sql`case when ${anew} then null else mailbox_fetches.synced_at end`,
          stuck_uid: null,
          stuck_attempts: 0,
        })
        .where(
          sql<boolean>`(mailbox_fetches.login, mailbox_fetches.host) is distinct from (excluded.login, excluded.host)`,
        ),
    )
    .execute()
}

/**
 * Fits the position to how the server counts. When it counts anew, or was never looked at, everything that arrived since the last
 * look is looked at once more: what came in already is known by its Message-ID, whatever became of its conversation.
 */
export async function fitPosition(
  db: Database,
  fetch: MailboxFetch,
  mailbox: { uidValidity: number; uidNext: number },
): Promise<void> {
  if (fetch.uidValidity === mailbox.uidValidity) return
  const lastLook = fetch.syncedAt === null ? 0 : fetch.syncedAt.getTime() - DAY_MS
  const lookFrom = new Date(Math.max(fetch.lookFrom.getTime(), lastLook))
  const position = { uidValidity: mailbox.uidValidity, lastUid: 0, lookBelow: mailbox.uidNext, lookFrom }
  Object.assign(fetch, position, { stuckUid: null, stuckAttempts: 0 })
  await db
    .updateTable('mailbox_fetches')
    .set({
      uid_validity: position.uidValidity,
      last_uid: 0,
      look_below: position.lookBelow,
      look_from: lookFrom,
      stuck_uid: null,
      stuck_attempts: 0,
    })
    .where('inbox_id', '=', fetch.inboxId)
    .execute()
}

/** Moves the position past a mail that is kept, or is none of ours. Nobody else moves it, and it never goes back. */
export async function passMail(
  db: Database,
  fetch: MailboxFetch,
  uid: number,
  kept: { at: Date; lagSeconds: number } | null,
): Promise<void> {
  fetch.lastUid = uid
  await db
    .updateTable('mailbox_fetches')
    .set({ last_uid: uid, stuck_uid: null, stuck_attempts: 0 })
    .$if(kept !== null, (query) =>
      query.set({ last_mail_at: kept?.at ?? null, last_lag_seconds: kept?.lagSeconds ?? null }),
    )
    .where('inbox_id', '=', fetch.inboxId)
    .where('uid_validity', '=', fetch.uidValidity)
    .where('last_uid', '<', uid)
    .execute()
}

/** Notes that everything that was in the mailbox has been taken. */
export async function noteSynced(db: Database, inboxId: number, now: Date): Promise<void> {
  await db.updateTable('mailbox_fetches').set({ synced_at: now }).where('inbox_id', '=', inboxId).execute()
}

/** Counts one more failure with the same mail; returns how many there were. */
export async function countStuck(db: Database, inboxId: number, uid: number): Promise<number> {
  const row = await db
    .updateTable('mailbox_fetches')
    .set({ stuck_uid: uid, stuck_attempts: sql`case when stuck_uid = ${uid} then stuck_attempts + 1 else 1 end` })
    .where('inbox_id', '=', inboxId)
    .returning('stuck_attempts')
    .executeTakeFirst()
  return row?.stuck_attempts ?? 0
}
