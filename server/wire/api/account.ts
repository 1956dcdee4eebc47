import { accountBody, accountProfileBody } from '../../../contract/http/people.ts'
import type { Call } from '../../platform/http/route.ts'
import { changeAccount, loadAccount } from '../../features/accounts/index.ts'
import { setActiveAccount } from '../../features/people/index.ts'
import { administrator, inAccount, member, type MemberCaller } from '../access.ts'
import { parse, unwrap } from '../parse.ts'
import { account, cacheKeys } from '../present/account.ts'
import { CONTRACT_VERSION } from '../version.ts'

const changesBody = accountBody.extend(accountProfileBody.shape)

/** The account itself (contract 2.4). */
export const accountRoutes = [
  member('GET', inAccount(''), showAccount, { summary: 'Shows the account', returns: 'account' }),
  administrator('PATCH', inAccount(''), changeIt, {
    summary: 'Changes the account',
    body: changesBody,
    returns: 'account',
  }),
  administrator('PATCH', inAccount('/onboarding'), finishOnboarding, {
    summary: 'Keeps what a company says about itself, and ends its onboarding',
    body: accountProfileBody,
    returns: 'account',
  }),
  member(
    'POST',
    inAccount('/update_active_at'),
    async (call) => {
      const { accountId, actor } = call.caller
      await call.ports.work(accountId, actor, (work) => setActiveAccount(work, actor.userId))
      return {}
    },
    { summary: 'Notes that one works in this account' },
  ),
  member(
    'GET',
    inAccount('/cache_keys'),
    async (call) => {
      const { cacheKeys: keys } = await loadAccount(call.ports.db, call.caller.accountId)
      return { cache_keys: cacheKeys(keys) }
    },
    { summary: 'Shows when labels, inboxes and teams changed last', returns: 'cache_keys_reply' },
  ),
]

async function showAccount(call: Call<MemberCaller>) {
  return account(await loadAccount(call.ports.db, call.caller.accountId), CONTRACT_VERSION)
}

async function changeIt(call: Call<MemberCaller>) {
  const body = unwrap(call.body, 'account')
  const { name, locale, domain, support_email, ...settings } = parse(accountBody, body)
  const customAttributes = parse(accountProfileBody, body)
  const { accountId, actor } = call.caller
  await call.ports.work(accountId, actor, (work) =>
    changeAccount(work, { name, locale, domain, supportEmail: support_email, settings, customAttributes }),
  )
  return showAccount(call)
}

async function finishOnboarding(call: Call<MemberCaller>) {
  const profile = parse(accountProfileBody, unwrap(call.body, 'account'))
  const { accountId, actor } = call.caller
  const customAttributes = { ...profile, onboarding_step: null }
  await call.ports.work(accountId, actor, (work) => changeAccount(work, { customAttributes }))
  return showAccount(call)
}
