import type { Database } from '../../platform/database/connection.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { sendLater } from './queue-mail.ts'

const KEPT_DAYS = 30
const DAY_MS = 24 * 3600 * 1000
const OVERDUE_MS = 5 * 60 * 1000
// No attempt takes this long: whoever made it is gone.
const STUCK_MS = 3600 * 1000

/** Tries a failed mail again, for those who have not got it. Returns whether it had failed. */
export async function retryMail(work: Work, id: number): Promise<boolean> {
  const row = await work.tx
    .updateTable('mails')
    .set({ state: 'waiting', attempts: 0, next_try_at: work.now, updated_at: work.now })
    .where('account_id', '=', work.accountId)
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .returning('id')
    .executeTakeFirst()
  if (row) sendLater(work, { id, attempt: 1 })
  return row !== undefined
}

/** Tries the failed mail of a message again, for those who have not got it. Returns whether there was one. */
export async function retryMailOfMessage(work: Work, messageId: number): Promise<boolean> {
  const row = await work.tx
    .updateTable('mails')
    .set({ state: 'waiting', attempts: 0, next_try_at: work.now, updated_at: work.now })
    .where('account_id', '=', work.accountId)
    .where('message_id', '=', messageId)
    .where('purpose', '=', 'reply')
    .where('state', '=', 'failed')
    .where('body_encrypted', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  if (row) sendLater(work, { id: row.id, attempt: 1 })
  else await dropReturned(work, messageId)
  return row !== undefined
}

/** A mail that came back has lost its text: it makes room for one that is written anew, under the same Message-ID. */
async function dropReturned(work: Work, messageId: number): Promise<void> {
  await work.tx
    .deleteFrom('mails')
    .where('account_id', '=', work.accountId)
    .where('message_id', '=', messageId)
    .where('purpose', '=', 'reply')
    .where('state', '=', 'failed')
    .where('body_encrypted', 'is', null)
    .execute()
}

/** Queues mails again whose job was lost: long due and waiting, or sending for an hour. */
export async function wakeOverdueMails(work: Work): Promise<number> {
  const rows = await work.tx
    .selectFrom('mails')
    .select(['id', 'state', 'attempts'])
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'waiting'), eb('next_try_at', '<', new Date(work.now.getTime() - OVERDUE_MS))]),
        eb.and([eb('state', '=', 'sending'), eb('updated_at', '<', new Date(work.now.getTime() - STUCK_MS))]),
      ]),
    )
    .limit(500)
    .execute()
  for (const { id, state, attempts } of rows)
    sendLater(work, { id, attempt: state === 'waiting' ? attempts + 1 : attempts })
  return rows.length
}

/** Removes mails that have been settled for a month. Returns how many. */
export async function sweepMails(db: Database, now: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('mails')
    .where('next_try_at', 'is', null)
    .where('state', 'in', ['sent', 'failed'])
    .where('updated_at', '<', new Date(now.getTime() - KEPT_DAYS * DAY_MS))
    .executeTakeFirst()
  return Number(numDeletedRows)
}
