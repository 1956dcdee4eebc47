import type { z } from 'zod'
import { bulkAgentsBody } from '../../../contract/http/sign-in.ts'
import { agentBody, newAgentBody } from '../../../contract/http/people.ts'
import { assignableQuery } from '../../../contract/http/inboxes.ts'
import type { Call } from '../../platform/http/route.ts'
import { assignableIds, loadInbox } from '../../features/inboxes/index.ts'
import {
  changeMember,
  changeProfile,
  listAgents,
  loadAgent,
  removeMember,
  type MemberChanges,
} from '../../features/people/index.ts'
import { administrator, inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { agent } from '../present/person.ts'
import { shownFor } from '../shown-for.ts'
import { addAgents, inviteAgain } from './add-agents.ts'

/** The members of an account (contract 2.5). */
export const agentRoutes = [
  member(
    'GET',
    inAccount('/agents'),
    async (call) => {
      const shown = await shownFor(call, call.caller.accountId)
      const agents = await listAgents(call.ports.db, call.caller.accountId)
      return agents.map((one) => agent(one, shown))
    },
    { summary: 'Lists the agents of the account', returns: 'agents' },
  ),
  administrator('POST', inAccount('/agents'), addAgent, {
    summary: 'Adds an agent, or links somebody who is known',
    body: newAgentBody,
    returns: 'new_agent',
  }),
  administrator('POST', inAccount('/agents/bulk_create'), addMany, {
    summary: 'Adds an agent for each address',
    body: bulkAgentsBody,
  }),
  administrator(
    'POST',
    inAccount('/agents/:id/invitation'),
    async (call) => ({ invitation_url: await inviteAgain(call, idOf(call.params['id'])) }),
    { summary: 'Makes a new link for an agent who never signed in', returns: 'invitation' },
  ),
  administrator('PATCH', inAccount('/agents/:id'), changeAgent, {
    summary: 'Changes an agent',
    body: agentBody,
    returns: 'agent',
  }),
  administrator(
    'DELETE',
    inAccount('/agents/:id'),
    async (call) => {
      const id = idOf(call.params['id'])
      await call.ports.work(call.caller.accountId, call.caller.actor, (work) => removeMember(work, id))
      return {}
    },
    { summary: 'Takes an agent out of the account' },
  ),
  member('GET', inAccount('/assignable_agents'), listAssignable, {
    summary: 'Lists who may be assigned conversations of all these inboxes',
    query: assignableQuery,
    returns: 'agents_payload',
  }),
]

async function addAgent(call: Call<MemberCaller>) {
  const body = parse(newAgentBody, unwrap(call.body, 'agent'))
  const [added] = await addAgents(call, [body])
  const shownAgent = await oneAgent(call, added?.id ?? 0)
  return added?.invitationUrl ? { ...shownAgent, invitation_url: added.invitationUrl } : shownAgent
}

async function addMany(call: Call<MemberCaller>) {
  const { emails } = parse(bulkAgentsBody, unwrap(call.body, 'agent'))
  const addresses = new Set(emails.map((email) => email.trim().toLowerCase()))
  const agents = [...addresses].map((email) => ({ name: email.split('@')[0] ?? '', email }))
  await addAgents(call, agents, { isOnboarding: true })
  return {}
}

async function changeAgent(call: Call<MemberCaller>) {
  const body = parse(agentBody, unwrap(call.body, 'agent'))
  const id = idOf(call.params['id'])
  await call.ports.work(call.caller.accountId, call.caller.actor, async (work) => {
    await changeMember(work, id, membershipOf(body))
    if (body.name !== undefined) await changeProfile(work, id, { name: body.name })
  })
  return oneAgent(call, id)
}

async function listAssignable(call: Call<MemberCaller>) {
  const { accountId, actor } = call.caller
  const { inbox_ids } = parse(assignableQuery, call.query)
  for (const id of inbox_ids) await loadInbox(call.ports.db, accountId, actor, id)
  const ids = await assignableIds(call.ports.db, accountId, inbox_ids)
  const shown = await shownFor(call, accountId)
  const agents = await listAgents(call.ports.db, accountId, ids)
  return { payload: agents.map((one) => agent(one, shown)) }
}

function membershipOf(body: z.output<typeof agentBody>): MemberChanges {
  const { role, custom_role_id, availability, auto_offline } = body
  return { role, customRoleId: custom_role_id, availability, autoOffline: auto_offline }
}

async function oneAgent(call: Call<MemberCaller>, id: number) {
  const { accountId } = call.caller
  return agent(await loadAgent(call.ports.db, accountId, id), await shownFor(call, accountId))
}
