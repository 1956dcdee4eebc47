import { agentBody, newAgentBody } from '../../../contract/http/people.ts'
import { assignableQuery } from '../../../contract/http/inboxes.ts'
import type { Call } from '../../platform/http/route.ts'
import { assignableIds, loadInbox } from '../../features/inboxes/index.ts'
import {
  addMember,
  addPerson,
  changeMember,
  changeProfile,
  findCredentials,
  hashPassword,
  listAgents,
  loadAgent,
  removeMember,
} from '../../features/people/index.ts'
import { administrator, inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { agent } from '../present/person.ts'
import { shownFor } from '../shown-for.ts'

/** The members of an account (contract 2.5). */
export const agentRoutes = [
  member('GET', inAccount('/agents'), async (call) => {
    const shown = await shownFor(call, call.caller.accountId)
    const agents = await listAgents(call.ports.db, call.caller.accountId)
    return agents.map((one) => agent(one, shown))
  }),
  administrator('POST', inAccount('/agents'), addAgent),
  administrator('PATCH', inAccount('/agents/:id'), async (call) => {
    const { name, role, availability, auto_offline } = parse(agentBody, unwrap(call.body, 'agent'))
    const id = idOf(call.params['id'])
    await call.ports.work(call.caller.accountId, call.caller.actor, async (work) => {
      await changeMember(work, id, { role, availability, autoOffline: auto_offline })
      if (name !== undefined) await changeProfile(work, id, { name })
    })
    return oneAgent(call, id)
  }),
  administrator('DELETE', inAccount('/agents/:id'), async (call) => {
    const id = idOf(call.params['id'])
    await call.ports.work(call.caller.accountId, call.caller.actor, (work) => removeMember(work, id))
    return {}
  }),
  member('GET', inAccount('/assignable_agents'), async (call) => {
    const { accountId, actor } = call.caller
    const { inbox_ids } = parse(assignableQuery, call.query)
    for (const id of inbox_ids) await loadInbox(call.ports.db, accountId, actor, id)
    const ids = await assignableIds(call.ports.db, accountId, inbox_ids)
    const shown = await shownFor(call, accountId)
    const agents = await listAgents(call.ports.db, accountId, ids)
    return { payload: agents.map((one) => agent(one, shown)) }
  }),
]

async function addAgent(call: Call<MemberCaller>) {
  const body = parse(newAgentBody, unwrap(call.body, 'agent'))
  const { accountId, actor } = call.caller
  const passwordHash = body.password ? await hashPassword(body.password) : null
  const id = await call.ports.work(accountId, actor, async (work) => {
    // Somebody of another account of this installation is linked, not doubled; their password stays theirs.
    const known = await findCredentials(work.tx, body.email)
    const userId = known?.id ?? (await addPerson(work, { name: body.name, email: body.email, passwordHash }))
    await addMember(work, userId, { role: body.role, availability: body.availability, autoOffline: body.auto_offline })
    return userId
  })
  return oneAgent(call, id)
}

async function oneAgent(call: Call<MemberCaller>, id: number) {
  const { accountId } = call.caller
  return agent(await loadAgent(call.ports.db, accountId, id), await shownFor(call, accountId))
}
