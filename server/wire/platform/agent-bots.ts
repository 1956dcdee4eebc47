import { newPlatformBotBody, platformBotBody } from '../../../contract/http/platform.ts'
import { system } from '../../kernel/actor.ts'
import { invalid } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/http/ports.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  changeBot,
  createBot,
  findBots,
  removeBot,
  revealSecretsOf,
  type Bot,
  type BotOwner,
} from '../../features/agent-bots/index.ts'
import { permit, permittedBotIds } from '../../features/platform-apps/index.ts'
import { platformApp, type PlatformCaller } from '../access.ts'
import { botChanges } from '../bot-changes.ts'
import { outsideAccounts } from '../outside-accounts.ts'
import { parse, unwrap } from '../parse.ts'
import { bot } from '../present/bot.ts'
import { shownTo } from '../shown-for.ts'
import { mayTouch, mayTouchBot } from './permission.ts'

type AppCall = Call<PlatformCaller>

const path = '/platform/api/v1/agent_bots'

/** The bots that a platform app makes: for one of its accounts, or for all of the installation (contract 2.18). */
export const platformBotRoutes = [
  platformApp('GET', path, index, { summary: 'Lists the bots of the app', returns: 'platform_agent_bots' }),
  platformApp('POST', path, create, {
    summary: 'Creates a bot of an account, or one that every account may use',
    body: newPlatformBotBody,
    returns: 'agent_bot_for_administrators',
  }),
  platformApp('GET', `${path}/:id`, async (call) => show(call, (await mayTouchBot(call)).id), {
    summary: 'Shows a bot',
    returns: 'agent_bot_for_administrators',
  }),
  platformApp('PATCH', `${path}/:id`, update, {
    summary: 'Changes a bot',
    body: platformBotBody,
    returns: 'agent_bot_for_administrators',
  }),
  platformApp('DELETE', `${path}/:id`, remove, { summary: 'Removes a bot' }),
  platformApp('DELETE', `${path}/:id/avatar`, removeAvatar, {
    summary: "Takes a bot's picture away",
    returns: 'agent_bot_for_administrators',
  }),
]

async function index(call: AppCall) {
  return showAll(call, await permittedBotIds(call.ports.db, call.caller.app.id))
}

async function create(call: AppCall) {
  const body = parse(newPlatformBotBody, unwrap(call.body, 'agent_bot'))
  const accountId = body.account_id ?? null
  if (accountId !== null) await mayTouch(call, { accountId })
  const changes = await botChanges(body)
  const id = await among(call, { accountId }, async (work, owner) => {
    const botId = await createBot(work, { ...changes, ...owner, name: body.name })
    await permit(work, call.caller.app.id, { botId })
    return botId
  })
  return show(call, id)
}

async function update(call: AppCall) {
  const one = await mayTouchBot(call)
  const body = parse(platformBotBody, unwrap(call.body, 'agent_bot'))
  if (body.account_id !== undefined && body.account_id !== one.accountId) {
    throw invalid('account_id', 'account_id cannot be changed: create another bot for the other account')
  }
  const changes = await botChanges(body)
  await among(call, one, (work, owner) => changeBot(work, one.id, { ...changes, ...owner }))
  return show(call, one.id)
}

async function remove(call: AppCall) {
  const one = await mayTouchBot(call)
  await among(call, one, (work, owner) => removeBot(work, one.id, owner))
  return {}
}

async function removeAvatar(call: AppCall) {
  const one = await mayTouchBot(call)
  await among(call, one, (work, owner) => changeBot(work, one.id, { avatarBlobKey: null, ...owner }))
  return show(call, one.id)
}

/** A unit of work in the bot's account; that of a system bot is in none. */
function among<T>(
  call: AppCall,
  { accountId }: Pick<Bot, 'accountId'>,
  action: (work: Work, owner: BotOwner) => Promise<T>,
): Promise<T> {
  if (accountId === null) return outsideAccounts(call, (work) => action(work, { system: true }))
  return call.ports.work(accountId, system, (work) => action(work, { system: false }))
}

async function show(call: AppCall, id: number) {
  const [one] = await showAll(call, [id])
  return one
}

async function showAll(call: AppCall, ids: number[]) {
  const { db, secrets } = call.ports
  const [bots, revealed] = await Promise.all([findBots(db, ids), revealSecretsOf(db, secrets, ids)])
  return bots.toSorted((one, other) => one.id - other.id).map((one) => bot(one, shownTo(call), revealed.get(one.id)))
}
