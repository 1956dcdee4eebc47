import { accountUserBody, formerAccountUserBody } from '../../../contract/http/platform.ts'
import { system } from '../../kernel/actor.ts'
import { notFound } from '../../kernel/refusal.ts'
import type { Call } from '../../platform/http/route.ts'
import { leaveAccount, listAccountUsers, setMember, type AccountUser } from '../../features/people/index.ts'
import { platformApp, type PlatformCaller } from '../access.ts'
import { refuseMoreMembers } from '../member-limit.ts'
import { parse, unwrap } from '../parse.ts'
import { iso } from '../present/shown.ts'
import { mayTouch, mayTouchAccount } from './permission.ts'

type AppCall = Call<PlatformCaller>

const path = '/platform/api/v1/accounts/:id/account_users'

/** Who is in an account that a platform app provisions (contract 2.18). */
export const platformAccountUserRoutes = [
  platformApp(
    'GET',
    path,
    async (call) => {
      const accountId = await mayTouchAccount(call)
      return (await listAccountUsers(call.ports.db, accountId)).map(row)
    },
    { summary: 'Lists who is in an account', returns: 'account_users' },
  ),
  platformApp('POST', path, add, {
    summary: 'Puts a person into an account, or changes their role',
    body: accountUserBody,
    returns: 'account_user',
  }),
  platformApp('DELETE', path, remove, { summary: 'Takes a person out of an account', body: formerAccountUserBody }),
]

async function add(call: AppCall) {
  const accountId = await mayTouchAccount(call)
  const { user_id: userId, role } = parse(accountUserBody, unwrap(call.body, 'account_user'))
  await mayTouch(call, { userId })
  await call.ports.work(accountId, system, async (work) => {
    const isMember = (await listAccountUsers(work.tx, accountId)).some((other) => other.userId === userId)
    if (!isMember) await refuseMoreMembers(work, 1)
    await setMember(work, userId, role)
  })
  const one = (await listAccountUsers(call.ports.db, accountId)).find((other) => other.userId === userId)
  if (!one) throw notFound()
  return row(one)
}

async function remove(call: AppCall) {
  const accountId = await mayTouchAccount(call)
  const { user_id: userId } = parse(formerAccountUserBody, { ...call.query, ...(call.body as object) })
  await mayTouch(call, { userId })
  await call.ports.work(accountId, system, (work) => leaveAccount(work, userId))
  return {}
}

function row(one: AccountUser) {
  return {
    id: one.id,
    account_id: one.accountId,
    user_id: one.userId,
    role: one.role,
    inviter_id: one.inviterId,
    availability: one.availability,
    auto_offline: one.autoOffline,
    active_at: iso(one.activeAt),
    created_at: iso(one.createdAt),
    updated_at: iso(one.updatedAt),
  }
}
