import { hookBody, hookEventBody, newHookBody } from '../../../contract/http/integrations.ts'
import {
  APPS,
  changeHook,
  createHook,
  findApp,
  listHooks,
  loadHook,
  removeHook,
  shownSettings,
  type App,
  type Hook,
} from '../../features/integrations/index.ts'
import { hasWebhooks } from '../../features/webhooks/index.ts'
import { invalid, notFound } from '../../kernel/refusal.ts'
import type { Call } from '../../platform/http/route.ts'
import { administrator, inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { integrationApp, integrationHook } from '../present/integration.ts'

type MemberCall = Call<MemberCaller>

/** Connections with other companies' apps (contract 2.14). */
export const integrationRoutes = [
  member('GET', inAccount('/integrations/apps'), index, {
    summary: 'Lists the apps and the connections with them',
    returns: 'integration_apps',
  }),
  member('GET', inAccount('/integrations/apps/:id'), show, {
    summary: 'Shows an app and the connections with it',
    returns: 'integration_app',
  }),
  administrator('POST', inAccount('/integrations/hooks'), create, {
    summary: 'Connects with an app',
    body: newHookBody,
    returns: 'integration_hook',
  }),
  administrator('PATCH', inAccount('/integrations/hooks/:id'), update, {
    summary: 'Changes a connection',
    body: hookBody,
    returns: 'integration_hook',
  }),
  administrator('DELETE', inAccount('/integrations/hooks/:id'), remove, { summary: 'Ends a connection' }),
  member('POST', inAccount('/integrations/hooks/:id/process_event'), processEvent, {
    summary: 'Asks the app of a connection something',
    body: hookEventBody,
  }),
]

async function index(call: MemberCall) {
  const enabled = await connectionsOf(call)
  return { payload: APPS.map((app) => enabled(app)) }
}

async function show(call: MemberCall) {
  const app = findApp(call.params['id'] ?? '')
  if (!app) throw notFound()
  return (await connectionsOf(call))(app)
}

async function connectionsOf(call: MemberCall) {
  const { db } = call.ports
  const { accountId } = call.caller
  const [hooks, tellsSomebody] = await Promise.all([listHooks(db, accountId), hasWebhooks(db, accountId)])
  return (app: App) => {
    const own = hooks.filter((hook) => hook.appId === app.id)
    const enabled = own.some((hook) => hook.enabled) || (app.id === 'webhook' && tellsSomebody)
    return integrationApp(app, { enabled, hooks: own.map((hook) => showHook(call, hook)) })
  }
}

async function create(call: MemberCall) {
  const body = parse(newHookBody, unwrap(call.body, 'hook'))
  const { accountId, actor } = call.caller
  const input = { appId: body.app_id, inboxId: body.inbox_id, enabled: body.status, settings: body.settings }
  return oneHook(call, await call.ports.work(accountId, actor, (work) => createHook(work, input)))
}

async function update(call: MemberCall) {
  const id = idOf(call.params['id'])
  const { status, settings } = parse(hookBody, unwrap(call.body, 'hook'))
  const { accountId, actor } = call.caller
  await call.ports.work(accountId, actor, (work) => changeHook(work, id, { enabled: status, settings }))
  return oneHook(call, id)
}

async function remove(call: MemberCall) {
  const id = idOf(call.params['id'])
  await call.ports.work(call.caller.accountId, call.caller.actor, (work) => removeHook(work, id))
  return {}
}

/** No app that can be connected answers questions, so every question is refused, by the name of the app. */
async function processEvent(call: MemberCall): Promise<never> {
  const hook = await loadHook(call.ports.db, call.caller.accountId, idOf(call.params['id']))
  const { event } = parse(hookEventBody, call.body)
  const name = findApp(hook.appId)?.name ?? hook.appId
  throw invalid('event.name', `${name} does not answer ${event.name.slice(0, 100)} here`)
}

async function oneHook(call: MemberCall, id: number) {
  return showHook(call, await loadHook(call.ports.db, call.caller.accountId, id))
}

/** Administrators see secrets masked, agents see none. */
function showHook(call: MemberCall, hook: Hook) {
  const isAdministrator = call.caller.actor.role === 'administrator'
  return integrationHook(hook, isAdministrator ? shownSettings(call.ports.secrets, hook) : hook.settings)
}
