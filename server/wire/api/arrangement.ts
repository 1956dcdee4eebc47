import { arrangementBody } from '../../../contract/http/arrangement.ts'
import { changeAccount, loadAccount } from '../../features/accounts/index.ts'
import type { Json } from '../../kernel/event.ts'
import type { Call } from '../../platform/http/route.ts'
import { administrator, inAccount, member, type MemberCaller } from '../access.ts'
import { parse, unwrap } from '../parse.ts'

/** What the dashboard shows the people of an account until they choose otherwise. Ours; their own choices are in their ui_settings. */
export const arrangementRoutes = [
  member('GET', inAccount('/arrangement'), show, {
    summary: "Shows how the account's dashboard is arranged for everybody",
    returns: 'arrangement',
  }),
  administrator(
    'PUT',
    inAccount('/arrangement'),
    async (call) => {
      const arrangement = parse(arrangementBody, unwrap(call.body, 'arrangement')) as { [key: string]: Json }
      const { accountId, actor } = call.caller
      await call.ports.work(accountId, actor, (work) => changeAccount(work, { settings: { arrangement } }))
      return show(call)
    },
    {
      summary: "Arranges the account's dashboard for everybody",
      body: arrangementBody,
      returns: 'arrangement',
    },
  ),
]

async function show(call: Call<MemberCaller>) {
  const { settings } = await loadAccount(call.ports.db, call.caller.accountId)
  return settings['arrangement'] ?? {}
}
