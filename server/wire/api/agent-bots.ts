import { botBody, newBotBody } from '../../../contract/http/agent-bots.ts'
import type { Work } from '../../platform/http/ports.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  changeBot,
  createBot,
  listBots,
  loadBot,
  removeBot,
  resetBotSecret,
  resetBotToken,
  revealBotSecrets,
  type Bot,
  type BotSecrets,
} from '../../features/agent-bots/index.ts'
import { administrator, inAccount, member, type MemberCaller } from '../access.ts'
import { botChanges } from '../bot-changes.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { bot } from '../present/bot.ts'
import { shownTo } from '../shown-for.ts'

type MemberCall = Call<MemberCaller>

/** The programs that answer customers (contract 2.14). */
export const agentBotRoutes = [
  member('GET', inAccount('/agent_bots'), index, {
    summary: 'Lists the bots of the account and of the system',
    returns: 'agent_bots',
  }),
  member('GET', inAccount('/agent_bots/:id'), (call) => oneBot(call, idOf(call.params['id'])), {
    summary: 'Shows a bot',
    returns: 'shown_agent_bot',
  }),
  administrator('POST', inAccount('/agent_bots'), create, {
    summary: 'Creates a bot of the account',
    body: newBotBody,
    returns: 'agent_bot_for_administrators',
  }),
  administrator('PATCH', inAccount('/agent_bots/:id'), update, {
    summary: 'Changes a bot of the account',
    body: botBody,
    returns: 'agent_bot_for_administrators',
  }),
  administrator('DELETE', inAccount('/agent_bots/:id'), remove, { summary: 'Removes a bot of the account' }),
  administrator(
    'DELETE',
    inAccount('/agent_bots/:id/avatar'),
    changing((work, id) => changeBot(work, id, { avatarBlobKey: null })),
    {
      summary: "Takes a bot's picture away",
      returns: 'agent_bot_for_administrators',
    },
  ),
  administrator('POST', inAccount('/agent_bots/:id/reset_access_token'), changing(resetBotToken), {
    summary: 'Gives a bot a new token; the one before stops working',
    returns: 'agent_bot_for_administrators',
  }),
  administrator('POST', inAccount('/agent_bots/:id/reset_secret'), changing(resetBotSecret), {
    summary: 'Gives a bot a new secret for signatures',
    returns: 'agent_bot_for_administrators',
  }),
]

async function index(call: MemberCall) {
  const [bots, secrets] = await Promise.all([listBots(call.ports.db, call.caller.accountId), secretsFor(call)])
  return bots.map((one) => show(call, one, secrets))
}

async function create(call: MemberCall) {
  const body = parse(newBotBody, unwrap(call.body, 'agent_bot'))
  const changes = await botChanges(body)
  const { accountId, actor } = call.caller
  const id = await call.ports.work(accountId, actor, (work) => createBot(work, { ...changes, name: body.name }))
  return oneBot(call, id)
}

async function update(call: MemberCall) {
  const id = idOf(call.params['id'])
  const changes = await botChanges(parse(botBody, unwrap(call.body, 'agent_bot')))
  await call.ports.work(call.caller.accountId, call.caller.actor, (work) => changeBot(work, id, changes))
  return oneBot(call, id)
}

async function remove(call: MemberCall) {
  const id = idOf(call.params['id'])
  await call.ports.work(call.caller.accountId, call.caller.actor, (work) => removeBot(work, id))
  return {}
}

function changing(action: (work: Work, id: number) => Promise<void>) {
  return async (call: MemberCall) => {
    const id = idOf(call.params['id'])
    await call.ports.work(call.caller.accountId, call.caller.actor, (work) => action(work, id))
    return oneBot(call, id)
  }
}

async function oneBot(call: MemberCall, id: number) {
  const one = await loadBot(call.ports.db, call.caller.accountId, id)
  return show(call, one, await secretsFor(call))
}

function show(call: MemberCall, one: Bot, secrets: Map<number, BotSecrets>) {
  return bot(one, shownTo(call), secrets.get(one.id))
}

async function secretsFor({ ports, caller }: MemberCall): Promise<Map<number, BotSecrets>> {
  if (caller.actor.role !== 'administrator') return new Map()
  return revealBotSecrets(ports.db, ports.secrets, caller.accountId)
}
