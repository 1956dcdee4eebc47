import type { z } from 'zod'
import { newPlatformAccountBody, platformAccountBody } from '../../../contract/http/platform.ts'
import { system } from '../../kernel/actor.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  changeAccount,
  closeAccount,
  createAccount,
  listAccounts,
  loadAccount,
  type AccountChanges,
} from '../../features/accounts/index.ts'
import { listAccountUsers } from '../../features/people/index.ts'
import { permit, permittedAccountIds } from '../../features/platform-apps/index.ts'
import { platformApp, type PlatformCaller } from '../access.ts'
import { tellAccessChanged } from '../cable/access-notices.ts'
import { parse, unwrap } from '../parse.ts'
import { accountForPlatform } from '../present/account.ts'
import { mayTouchAccount } from './permission.ts'

type AppCall = Call<PlatformCaller>

const path = '/platform/api/v1/accounts'

/** The accounts that a platform app provisions (contract 2.18). */
export const platformAccountRoutes = [
  platformApp('GET', path, list, { summary: 'Lists the accounts of the app', returns: 'platform_accounts' }),
  platformApp('POST', path, create, {
    summary: 'Creates an account',
    body: newPlatformAccountBody,
    returns: 'platform_account',
  }),
  platformApp('GET', `${path}/:id`, async (call) => show(call, await mayTouchAccount(call)), {
    summary: 'Shows an account',
    returns: 'platform_account',
  }),
  platformApp('PATCH', `${path}/:id`, change, {
    summary: 'Changes an account, or suspends it',
    body: platformAccountBody,
    returns: 'platform_account',
  }),
  platformApp('DELETE', `${path}/:id`, remove, { summary: 'Removes an account with everything in it' }),
]

async function list(call: AppCall) {
  const ids = await permittedAccountIds(call.ports.db, call.caller.app.id)
  return (await listAccounts(call.ports.db, ids)).map(accountForPlatform)
}

async function create(call: AppCall) {
  const body = parse(newPlatformAccountBody, unwrap(call.body, 'account'))
  const id = await call.ports.work(
    (tx) => createAccount(tx, { name: body.name }),
    system,
    async (work) => {
      await changeAccount(work, changesOf(body))
      await permit(work, call.caller.app.id, { accountId: work.accountId })
      return work.accountId
    },
  )
  return show(call, id)
}

async function change(call: AppCall) {
  const id = await mayTouchAccount(call)
  const body = parse(platformAccountBody, unwrap(call.body, 'account'))
  await call.ports.work(id, system, (work) => changeAccount(work, changesOf(body)))
  if (body.status) await tellEverybodyIn(call, id)
  return show(call, id)
}

async function remove(call: AppCall) {
  const id = await mayTouchAccount(call)
  await call.ports.work(id, system, closeAccount)
  await tellEverybodyIn(call, id)
  return {}
}

// Sockets that are open must notice too.
async function tellEverybodyIn(call: AppCall, accountId: number) {
  const members = await listAccountUsers(call.ports.db, accountId)
  await tellAccessChanged(
    call.ports,
    members.map((one) => one.userId),
  )
}

function changesOf({
  support_email,
  custom_attributes,
  ...rest
}: z.output<typeof platformAccountBody>): AccountChanges {
  return { ...rest, supportEmail: support_email, customAttributes: custom_attributes, limits: rest.limits as never }
}

async function show(call: AppCall, id: number) {
  return accountForPlatform(await loadAccount(call.ports.db, id))
}
