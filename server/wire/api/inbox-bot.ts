import { inboxBotBody } from '../../../contract/http/agent-bots.ts'
import { findInboxBot, revealBotSecrets, setInboxBot } from '../../features/agent-bots/index.ts'
import { loadInbox } from '../../features/inboxes/index.ts'
import type { Call } from '../../platform/http/route.ts'
import { administrator, inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse } from '../parse.ts'
import { bot } from '../present/bot.ts'
import { shownTo } from '../shown-for.ts'

/** The bot of an inbox (contract 2.6). */
export const inboxBotRoutes = [
  member('GET', inAccount('/inboxes/:id/agent_bot'), show, {
    summary: 'Shows the bot of an inbox, or an empty object',
    returns: 'inbox_agent_bot',
  }),
  administrator('POST', inAccount('/inboxes/:id/set_agent_bot'), set, {
    summary: 'Puts a bot into an inbox, or takes it out',
    body: inboxBotBody,
  }),
]

async function show(call: Call<MemberCaller>) {
  const { ports, caller } = call
  const inbox = await loadInbox(ports.db, caller.accountId, caller.actor, idOf(call.params['id']))
  const one = await findInboxBot(ports.db, inbox.id)
  if (!one) return { agent_bot: {} }
  const reveals = caller.actor.role === 'administrator'
  const secrets = reveals ? await revealBotSecrets(ports.db, ports.secrets, caller.accountId) : new Map()
  return { agent_bot: bot(one, shownTo(call), secrets.get(one.id)) }
}

async function set(call: Call<MemberCaller>) {
  const { accountId, actor } = call.caller
  const { agent_bot: botId } = parse(inboxBotBody, call.body)
  const inbox = await loadInbox(call.ports.db, accountId, actor, idOf(call.params['id']))
  await call.ports.work(accountId, actor, (work) => setInboxBot(work, inbox.id, botId ?? null))
  return {}
}
