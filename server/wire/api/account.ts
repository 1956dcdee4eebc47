import { accountBody } from '../../../contract/http/people.ts'
import { changeAccount, loadAccount } from '../../features/accounts/index.ts'
import { setActiveAccount } from '../../features/people/index.ts'
import { administrator, inAccount, member } from '../access.ts'
import { parse, unwrap } from '../parse.ts'
import { account, cacheKeys } from '../present/account.ts'
import { CONTRACT_VERSION } from '../version.ts'

/** The account itself (contract 2.4). */
export const accountRoutes = [
  member('GET', inAccount(''), async (call) =>
    account(await loadAccount(call.ports.db, call.caller.accountId), CONTRACT_VERSION),
  ),
  administrator('PATCH', inAccount(''), async (call) => {
    const { name, locale, domain, support_email, ...settings } = parse(accountBody, unwrap(call.body, 'account'))
    const { accountId, actor } = call.caller
    await call.ports.work(accountId, actor, (work) =>
      changeAccount(work, { name, locale, domain, supportEmail: support_email, settings }),
    )
    return account(await loadAccount(call.ports.db, accountId), CONTRACT_VERSION)
  }),
  member('POST', inAccount('/update_active_at'), async (call) => {
    const { accountId, actor } = call.caller
    await call.ports.work(accountId, actor, (work) => setActiveAccount(work, actor.userId))
    return {}
  }),
  member('GET', inAccount('/cache_keys'), async (call) => {
    const { cacheKeys: keys } = await loadAccount(call.ports.db, call.caller.accountId)
    return { cache_keys: cacheKeys(keys) }
  }),
]
