import { invalid, notFound, Refusal } from '../../kernel/refusal.ts'
import type { Role } from '../../kernel/actor.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { leaveAccount } from './account-users.ts'
import { refuseForeignRole } from './change-custom-role.ts'
import { emailTaken } from './person-input.ts'
import type { Agent, Availability } from './person.ts'

/** The members of an account, by name; `ids` keeps only those. */
export async function listAgents(db: Reader, accountId: number, ids?: number[]): Promise<Agent[]> {
  const rows = await db
    .selectFrom('account_users as member')
    .innerJoin('users', 'users.id', 'member.user_id')
    .select([
      'users.id',
      'member.account_id as accountId',
      'users.name',
      'users.display_name as displayName',
      'users.email',
      'users.avatar_blob_key as avatarBlobKey',
      'users.confirmed_at as confirmedAt',
      'users.custom_attributes as customAttributes',
      'member.role',
      'member.custom_role_id as customRoleId',
      'member.availability',
      'member.auto_offline as autoOffline',
    ])
    .where('member.account_id', '=', accountId)
    .$if(ids !== undefined, (query) => query.where((eb) => eb('users.id', '=', eb.fn.any(eb.val(ids ?? [])))))
    .orderBy('users.name')
    .orderBy('users.id')
    .execute()
  return rows as Agent[]
}

/** One member of the account, or a refusal. */
export async function loadAgent(db: Reader, accountId: number, userId: number): Promise<Agent> {
  const [agent] = await listAgents(db, accountId, [userId])
  if (!agent) throw notFound()
  return agent
}

/** What can be said of a member. */
export interface MemberChanges {
  role?: Role | undefined
  /** A custom role makes an agent of its holder. */
  customRoleId?: number | null | undefined
  availability?: Availability | undefined
  autoOffline?: boolean | undefined
}

/** Makes a person a member of the account. */
export async function addMember(work: Work, userId: number, input: MemberChanges): Promise<void> {
  const inviter = work.actor.kind === 'agent' ? work.actor.userId : null
  const { role = 'agent', customRoleId = null } = await roleAfter(work, input)
  const added = await work.tx
    .insertInto('account_users')
    .values({
      account_id: work.accountId,
      user_id: userId,
      role,
      custom_role_id: customRoleId,
      availability: input.availability ?? 'online',
      auto_offline: input.autoOffline ?? true,
      inviter_id: inviter,
      created_at: work.now,
      updated_at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .executeTakeFirst()
  if (!added) throw emailTaken()
  work.record({ type: 'agent.added', data: { userId } })
}

/** Changes a member's roles or availability. The last administrator stays one. */
export async function changeMember(work: Work, userId: number, changes: MemberChanges): Promise<void> {
  const { role, customRoleId } = await roleAfter(work, changes)
  if (role === 'agent') await refuseLastAdministrator(work, userId)
  const row = await work.tx
    .updateTable('account_users')
    .set({
      ...(role && { role }),
      ...(customRoleId !== undefined && { custom_role_id: customRoleId }),
      ...(changes.availability && { availability: changes.availability }),
      ...(changes.autoOffline !== undefined && { auto_offline: changes.autoOffline }),
      updated_at: work.now,
    })
    .where('account_id', '=', work.accountId)
    .where('user_id', '=', userId)
    .returning('role')
    .executeTakeFirst()
  if (!row) throw notFound()
  work.record({ type: 'agent.changed', data: { userId } })
}

/** Takes a person out of the account, their inboxes included; conversations they had become unassigned. The last administrator stays. */
export async function removeMember(work: Work, userId: number): Promise<void> {
  await refuseLastAdministrator(work, userId)
  await leaveAccount(work, userId)
}

/** The two kinds of roles, as they fit together: administrators have no custom role. */
async function roleAfter(
  work: Work,
  { role, customRoleId }: MemberChanges,
): Promise<Pick<MemberChanges, 'role' | 'customRoleId'>> {
  if (!customRoleId) return role === 'administrator' ? { role, customRoleId: null } : { role, customRoleId }
  if (role === 'administrator') {
    throw invalid('custom_role_id', 'A custom role is for agents: leave it out, or make the role agent')
  }
  await refuseForeignRole(work, customRoleId)
  return { role: 'agent', customRoleId }
}

async function refuseLastAdministrator(work: Work, userId: number) {
  // Locked, so that two administrators cannot demote each other at the same instant.
  const rows = await work.tx
    .selectFrom('account_users')
    .select('user_id')
    .where('account_id', '=', work.accountId)
    .where('role', '=', 'administrator')
    .forUpdate()
    .execute()
  if (rows.length === 1 && rows[0]?.user_id === userId) {
    throw new Refusal('invalid', 'The account needs at least one administrator', 'role')
  }
}

/** How many members the account has. */
export async function countMembers(work: Work): Promise<number> {
  const row = await work.tx
    .selectFrom('account_users')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('account_id', '=', work.accountId)
    .executeTakeFirstOrThrow()
  return row.count
}
