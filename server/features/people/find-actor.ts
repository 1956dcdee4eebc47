import type { AgentActor } from '../../kernel/actor.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { findPerson } from './person-store.ts'
import type { CustomRole } from './custom-role.ts'
import { actorOf, type Membership } from './person.ts'

/** A person as a member of an account with the rights they have now, or undefined when they are none. For jobs and rules. */
export async function findActor(db: Reader, accountId: number, userId: number): Promise<AgentActor | undefined> {
  const person = await findPerson(db, userId)
  const membership = person?.memberships.find((one) => one.accountId === accountId)
  return membership && actorOf(userId, membership)
}

/** Those of some people who are members of an account, each with the rights they have now, in one query. */
export async function findActors(db: Reader, accountId: number, userIds: number[]): Promise<AgentActor[]> {
  if (userIds.length === 0) return []
  const rows = await db
    .selectFrom('account_users as member')
    .leftJoin('custom_roles', 'custom_roles.id', 'member.custom_role_id')
    .select([
      'member.user_id as userId',
      'member.role',
      'custom_roles.id as roleId',
      'custom_roles.name',
      'custom_roles.description',
      'custom_roles.permissions',
      'custom_roles.conversation_scope as conversationScope',
    ])
    .where('member.account_id', '=', accountId)
    .where((eb) => eb('member.user_id', '=', eb.fn.any(eb.val(userIds))))
    .execute()
  return rows.map(({ userId, role, roleId, ...rest }) =>
    actorOf(userId, {
      role: role as Membership['role'],
      customRole: roleId === null ? null : ({ id: roleId, ...rest } as CustomRole),
    }),
  )
}
