import { sql } from 'kysely'
import { system } from '../../kernel/actor.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { OpenWork, Work } from '../../platform/database/unit-of-work.ts'
import { tellOwner } from './tell-owner.ts'

const DAYS_KEPT = 30
const MOST_PER_PERSON = 300
const BATCH = 1000

interface Doomed {
  id: number
  accountId: number
  userId: number
}

/**
 * Removes what is older than a month, what somebody has beyond 300, the oldest first (contract 8.4), and what is about conversations
 * that went with their inbox. What is snoozed counts from when it comes back. Returns how many went.
 */
export async function sweepNotifications(parts: { db: Reader; work: OpenWork; now: () => Date }): Promise<number> {
  let removed = 0
  for (;;) {
    const doomed = await findDoomed(parts.db, parts.now())
    for (const accountId of new Set(doomed.map((one) => one.accountId))) {
      const ofAccount = doomed.filter((one) => one.accountId === accountId)
      await parts.work(accountId, system, (work) => removeThese(work, ofAccount))
    }
    removed += doomed.length
    if (doomed.length < BATCH) return removed
  }
}

async function findDoomed(db: Reader, now: Date): Promise<Doomed[]> {
  const oldest = new Date(now.getTime() - DAYS_KEPT * 86_400_000)
  const { rows } = await sql<Doomed>`
    select id, account_id as "accountId", user_id as "userId" from (
      select *, coalesce(snoozed_until, last_activity_at) as latest,
        row_number() over (partition by user_id order by coalesce(snoozed_until, last_activity_at) desc, id desc) as place
      from notifications) as ranked
    where latest < ${oldest} or place > ${MOST_PER_PERSON}
      or not exists (select from conversations where conversations.id = ranked.conversation_id)
    order by id limit ${BATCH}`.execute(db)
  return rows
}

async function removeThese(work: Work, doomed: Doomed[]): Promise<void> {
  const ids = doomed.map((one) => one.id)
  await work.tx
    .deleteFrom('notifications')
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .execute()
  for (const userId of new Set(doomed.map((one) => one.userId))) {
    const own = doomed.filter((one) => one.userId === userId)
    tellOwner(
      work,
      'notification.deleted',
      userId,
      own.map((one) => one.id),
    )
  }
}
