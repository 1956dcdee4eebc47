import { system } from '../../kernel/actor.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { OpenWork, Work } from '../../platform/database/unit-of-work.ts'
import { assignAutomatically } from './assign-automatically.ts'

/** The task that gives out what waits in one account. */
export const assignWaitingTask = 'assign-waiting'

const PER_INBOX = 100

/** Asks for what waits in the account to be given out, because somebody came. */
export function assignWaitingLater(work: Work): void {
  const { accountId } = work
  work.later({ task: assignWaitingTask, payload: { accountId }, key: `assign-waiting:${accountId}` })
}

/** Gives out the open conversations of an account that nobody has, the oldest first, as long as there is somebody with room. */
export async function assignWaiting(
  parts: { db: Reader; work: OpenWork },
  accountId: number,
  present: number[],
): Promise<void> {
  if (present.length === 0) return
  for (const inboxId of await inboxesToServe(parts.db, accountId, present)) {
    for (const id of await waitingIn(parts.db, inboxId)) {
      const given = await parts.work(accountId, system, (work) => assignAutomatically(work, id, present))
      if (!given) break
    }
  }
}

/** The accounts where a conversation waits for somebody. */
export async function accountsWithWaiting(db: Reader): Promise<number[]> {
  const rows = await db
    .selectFrom('inboxes')
    .select('account_id')
    .distinct()
    .where('enable_auto_assignment', '=', true)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('conversations')
          .select('conversations.id')
          .whereRef('conversations.inbox_id', '=', 'inboxes.id')
          .where('status', '=', 'open')
          .where('assignee_id', 'is', null),
      ),
    )
    .execute()
  return rows.map((row) => row.account_id)
}

async function inboxesToServe(db: Reader, accountId: number, present: number[]): Promise<number[]> {
  const rows = await db
    .selectFrom('inboxes')
    .innerJoin('inbox_members', 'inbox_members.inbox_id', 'inboxes.id')
    .select('inboxes.id')
    .distinct()
    .where('inboxes.account_id', '=', accountId)
    .where('enable_auto_assignment', '=', true)
    .where((eb) => eb('inbox_members.user_id', '=', eb.fn.any(eb.val(present))))
    .orderBy('inboxes.id')
    .execute()
  return rows.map((row) => row.id)
}

async function waitingIn(db: Reader, inboxId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('inbox_id', '=', inboxId)
    .where('status', '=', 'open')
    .where('assignee_id', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(PER_INBOX)
    .execute()
  return rows.map((row) => row.id)
}
