import { sql } from 'kysely'
import { Refusal } from '../../kernel/refusal.ts'
import type { Database } from '../../platform/database/connection.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { readLater } from './keep-raw-mail.ts'
import type { ListedMail } from './received-mail-store.ts'
import type { ReceivedMail, ReceivedState } from './received-mail.ts'

/** What became of a mail, and why. */
export interface Verdict {
  state: Exclude<ReceivedState, 'waiting'>
  reason?: string | undefined
  /** The message that was made of it, or the one that could not be delivered. */
  messageId?: number | undefined
  /** What reading found out about it. */
  subject?: string | undefined
  sender?: string | undefined
  automatic?: boolean | undefined
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

// A database that restarts is back within minutes, a full disk within hours.
const PAUSES_MS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR]

/** As often is a mail read that never ends well, or ends the process each time. */
export const MOST_READINGS = PAUSES_MS.length + 1

const OVERDUE_MS = 5 * MINUTE
const LONGEST_REASON = 1000
const LONGEST_TEXT = 500

/** Writes down what became of a waiting mail. */
export async function settleReceivedMail(work: Work, id: number, verdict: Verdict): Promise<void> {
  const { state, reason, messageId, subject, sender, automatic } = verdict
  await work.tx
    .updateTable('received_mails')
    .set({
      state,
      reason: reason?.slice(0, LONGEST_REASON) ?? null,
      message_id: messageId ?? null,
      ...(subject !== undefined && { subject: subject.slice(0, LONGEST_TEXT) }),
      ...(sender !== undefined && { sender }),
      ...(automatic !== undefined && { automatic }),
      next_try_at: null,
      settled_at: work.now,
    })
    .where('id', '=', id)
    .where('account_id', '=', work.accountId)
    .where('state', '=', 'waiting')
    .execute()
}

/** After an attempt that failed for a reason that may pass: tries again after a pause, and in the end gives up and keeps the mail apart. */
export async function postpone(work: Work, mail: ReceivedMail, reason: string): Promise<void> {
  const pause = PAUSES_MS[mail.attempts - 1]
  if (pause === undefined) return settleReceivedMail(work, mail.id, { state: 'quarantined', reason })
  const at = new Date(work.now.getTime() + pause)
  const row = await work.tx
    .updateTable('received_mails')
    .set({ next_try_at: at, reason: reason.slice(0, LONGEST_REASON) })
    .where('id', '=', mail.id)
    .where('account_id', '=', work.accountId)
    .where('state', '=', 'waiting')
    .returning('id')
    .executeTakeFirst()
  if (row) readLater(work, mail.id, at)
}

/** Reads a mail again that was kept apart or left out; refuses when there is nothing to read any more, or it is where it belongs. */
export async function retryReceivedMail(work: Work, mail: ListedMail): Promise<void> {
  if (mail.state !== 'quarantined' && mail.state !== 'ignored') {
    throw new Refusal('invalid', 'Only mails that were quarantined or ignored can be read again', 'state')
  }
  if (mail.blobKey === null) {
    throw new Refusal(
      'invalid',
      'The source of this mail was removed after its time, so it cannot be read again',
      'state',
    )
  }
  const row = await work.tx
    .updateTable('received_mails')
    .set({ state: 'waiting', reason: null, attempts: 0, next_try_at: work.now, settled_at: null })
    .where('id', '=', mail.id)
    .where('account_id', '=', work.accountId)
    .where('state', 'in', ['quarantined', 'ignored'])
    .returning('id')
    .executeTakeFirst()
  if (row) readLater(work, row.id)
}

/** Queues the reading of mails again whose job was lost. Returns how many. */
export async function wakeOverdueReceived(work: Work): Promise<number> {
  const rows = await work.tx
    .selectFrom('received_mails')
    .select(['id', 'account_id as accountId'])
    .where('next_try_at', '<', new Date(work.now.getTime() - OVERDUE_MS))
    .orderBy('next_try_at')
    .limit(500)
    .execute()
  for (const { id, accountId } of rows) readLater({ ...work, accountId }, id)
  return rows.length
}

/**
 * Forgets the raw sources of mails that came more than some days ago and are settled; the sweep of blobs removes the bytes. The rows
 * stay, so that no mail comes in again. Returns how many.
 */
export async function forgetSources(db: Database, { now, days }: { now: Date; days: number }): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with forgotten as (
      update received_mails set blob_key = null
      where blob_key is not null and state <> 'waiting' and received_at < ${new Date(now.getTime() - days * 24 * HOUR)}
      returning id)
    select count(*) from forgotten`.execute(db)
  return rows[0]?.count ?? 0
}
