import { invalid } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { invalidateCache } from '../accounts/index.ts'

/** The ids of an inbox's members. */
export async function inboxMemberIds(db: Reader, inboxId: number): Promise<number[]> {
  const rows = await db.selectFrom('inbox_members').select('user_id').where('inbox_id', '=', inboxId).execute()
  return rows.map((row) => row.user_id)
}

/** The ids of the inboxes that a person is a member of. */
export async function inboxIdsOf(db: Reader, accountId: number, userId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('inbox_members')
    .select('inbox_id')
    .where('account_id', '=', accountId)
    .where('user_id', '=', userId)
    .execute()
  return rows.map((row) => row.inbox_id)
}

/** Who may be given a conversation of all these inboxes: members of each, and administrators (contract 2.5). */
export async function assignableIds(db: Reader, accountId: number, inboxIds: number[]): Promise<number[]> {
  const rows = await db
    .selectFrom('account_users as member')
    .select('member.user_id')
    .where('member.account_id', '=', accountId)
    .where((eb) =>
      eb.or([
        eb('member.role', '=', 'administrator'),
        eb(
          eb
            .selectFrom('inbox_members')
            .select((count) => count.fn.countAll<number>().as('count'))
            .whereRef('inbox_members.user_id', '=', 'member.user_id')
            .where((inner) => inner('inbox_id', '=', inner.fn.any(inner.val(inboxIds)))),
          '=',
          new Set(inboxIds).size,
        ),
      ]),
    )
    .execute()
  return rows.map((row) => row.user_id)
}

/** Adds people to an inbox; those who are members already stay. */
export async function addInboxMembers(work: Work, inboxId: number, userIds: number[]): Promise<void> {
  await refuseStrangers(work, userIds)
  if (userIds.length > 0) {
    const rows = userIds.map((userId) => ({ inbox_id: inboxId, account_id: work.accountId, user_id: userId }))
    await work.tx
      .insertInto('inbox_members')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  await membersChanged(work, inboxId, userIds)
}

/** Takes people out of an inbox. */
export async function removeInboxMembers(work: Work, inboxId: number, userIds: number[]): Promise<void> {
  await work.tx
    .deleteFrom('inbox_members')
    .where('inbox_id', '=', inboxId)
    .where((eb) => eb('user_id', '=', eb.fn.any(eb.val(userIds))))
    .execute()
  await membersChanged(work, inboxId, userIds)
}

/** Makes exactly these people the members of an inbox. */
export async function setInboxMembers(work: Work, inboxId: number, userIds: number[]): Promise<void> {
  const before = await inboxMemberIds(work.tx, inboxId)
  await removeInboxMembers(
    work,
    inboxId,
    before.filter((id) => !userIds.includes(id)),
  )
  await addInboxMembers(
    work,
    inboxId,
    userIds.filter((id) => !before.includes(id)),
  )
}

async function membersChanged(work: Work, inboxId: number, userIds: number[]) {
  if (userIds.length === 0) return
  await invalidateCache(work, 'inbox')
  work.record({ type: 'inbox.members_changed', data: { inboxId, userIds } })
}

async function refuseStrangers(work: Work, userIds: number[]) {
  const rows = await work.tx
    .selectFrom('account_users')
    .select('user_id')
    .where('account_id', '=', work.accountId)
    .where((eb) => eb('user_id', '=', eb.fn.any(eb.val(userIds))))
    .execute()
  if (rows.length !== new Set(userIds).size) throw invalid('user_ids', 'user_ids must name members of this account')
}
