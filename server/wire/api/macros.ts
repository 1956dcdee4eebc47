import { executeMacroBody, macroBody, newMacroBody } from '../../../contract/http/automation.ts'
import {
  changeMacro,
  createMacro,
  executeMacro,
  listMacros,
  loadMacro,
  removeMacro,
  type Macro,
} from '../../features/automation/index.ts'
import { listAgents } from '../../features/people/index.ts'
import type { Call } from '../../platform/http/route.ts'
import { inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { macro } from '../present/automation.ts'
import { shownFor } from '../shown-for.ts'
import { actionsOf } from './automation-rules.ts'

type MemberCall = Call<MemberCaller>

/** What is done with a conversation at an agent's word (contract 2.15). */
export const macroRoutes = [
  member('GET', inAccount('/macros'), index, { summary: 'Lists the macros that one may use', returns: 'macros' }),
  member('GET', inAccount('/macros/:id'), (call) => oneMacro(call, idOf(call.params['id'])), {
    summary: 'Shows a macro',
    returns: 'macro_reply',
  }),
  member('POST', inAccount('/macros'), create, {
    summary: 'Creates a macro',
    body: newMacroBody,
    returns: 'macro_reply',
  }),
  member('PATCH', inAccount('/macros/:id'), update, {
    summary: 'Changes a macro',
    body: macroBody,
    returns: 'macro_reply',
  }),
  member('DELETE', inAccount('/macros/:id'), remove, { summary: 'Removes a macro' }),
  member('POST', inAccount('/macros/:id/execute'), execute, {
    summary: 'Does what a macro says with conversations, after the answer',
    body: executeMacroBody,
  }),
]

async function index(call: MemberCall) {
  const { accountId, actor } = call.caller
  return { payload: await show(call, await listMacros(call.ports.db, accountId, actor)) }
}

async function create(call: MemberCall) {
  const body = parse(newMacroBody, unwrap(call.body, 'macro'))
  const { accountId, actor } = call.caller
  const input = { ...body, actions: actionsOf(body.actions) }
  return oneMacro(call, await call.ports.work(accountId, actor, (work) => createMacro(work, actor, input)))
}

async function update(call: MemberCall) {
  const id = idOf(call.params['id'])
  const body = parse(macroBody, unwrap(call.body, 'macro'))
  const { accountId, actor } = call.caller
  const changes = { ...body, actions: body.actions && actionsOf(body.actions) }
  await call.ports.work(accountId, actor, (work) => changeMacro(work, actor, id, changes))
  return oneMacro(call, id)
}

async function remove(call: MemberCall) {
  const id = idOf(call.params['id'])
  const { accountId, actor } = call.caller
  await call.ports.work(accountId, actor, (work) => removeMacro(work, actor, id))
  return {}
}

async function execute(call: MemberCall) {
  const id = idOf(call.params['id'])
  const { conversation_ids: numbers, run } = parse(executeMacroBody, unwrap(call.body, 'macro'))
  const { accountId, actor } = call.caller
  await call.ports.work(accountId, actor, (work) => executeMacro(work, actor, id, { numbers, run }))
  return {}
}

async function oneMacro(call: MemberCall, id: number) {
  const { accountId, actor } = call.caller
  const [payload] = await show(call, [await loadMacro(call.ports.db, accountId, actor, id)])
  return { payload }
}

async function show(call: MemberCall, macros: Macro[]) {
  const { accountId } = call.caller
  const ids = macros.flatMap((one) => [one.createdById ?? 0, one.updatedById ?? 0])
  const [agents, shown] = await Promise.all([listAgents(call.ports.db, accountId, ids), shownFor(call, accountId)])
  const people = new Map(agents.map((one) => [one.id, one]))
  return macros.map((one) => macro(one, people, shown))
}
