import type { z } from 'zod'
import { inboxPolicyBody, newPolicyBody, policyBody } from '../../../contract/http/assignment-policies.ts'
import {
  changePolicy,
  createPolicy,
  inboxIdsOfPolicy,
  listPolicies,
  loadInboxPolicy,
  loadPolicy,
  removeInboxPolicy,
  removePolicy,
  setInboxPolicy,
} from '../../features/assignment-policies/index.ts'
import { listInboxes, loadInbox } from '../../features/inboxes/index.ts'
import type { Call } from '../../platform/http/route.ts'
import { administrator, inAccount, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { assignmentPolicy } from '../present/assignment-policy.ts'
import { inboxAvatarUrl } from '../present/avatar.ts'
import { inbox } from '../present/inbox.ts'

type MemberCall = Call<MemberCaller>

const returns = 'assignment_policy'

/** How conversations are given to agents (contract 2.15), and which inboxes follow which way (contract 2.6). */
export const assignmentPolicyRoutes = [
  administrator('GET', inAccount('/assignment_policies'), index, {
    summary: 'Lists the assignment policies',
    returns: 'assignment_policies',
  }),
  administrator('GET', inAccount('/assignment_policies/:id'), (call) => onePolicy(call, idOf(call.params['id'])), {
    summary: 'Shows an assignment policy',
    returns,
  }),
  administrator('POST', inAccount('/assignment_policies'), create, {
    summary: 'Creates an assignment policy',
    body: newPolicyBody,
    returns,
  }),
  administrator('PATCH', inAccount('/assignment_policies/:id'), update, {
    summary: 'Changes an assignment policy',
    body: policyBody,
    returns,
  }),
  administrator('DELETE', inAccount('/assignment_policies/:id'), remove, { summary: 'Removes an assignment policy' }),
  administrator('GET', inAccount('/assignment_policies/:id/inboxes'), inboxes, {
    summary: 'Lists the inboxes that follow an assignment policy',
    returns: 'assignment_policy_inboxes',
  }),
  administrator('GET', inAccount('/inboxes/:id/assignment_policy'), showOfInbox, {
    summary: 'Shows the assignment policy that an inbox follows',
    returns,
  }),
  administrator('POST', inAccount('/inboxes/:id/assignment_policy'), setOfInbox, {
    summary: 'Lets an inbox follow an assignment policy',
    body: inboxPolicyBody,
    returns,
  }),
  administrator('DELETE', inAccount('/inboxes/:id/assignment_policy'), removeOfInbox, {
    summary: 'Lets an inbox follow no assignment policy',
  }),
]

async function index(call: MemberCall) {
  const policies = await listPolicies(call.ports.db, call.caller.accountId)
  return policies.map(assignmentPolicy)
}

async function create(call: MemberCall) {
  const body = parse(newPolicyBody, unwrap(call.body, 'assignment_policy'))
  const { accountId, actor } = call.caller
  const input = { ...changesOf(body), name: body.name }
  return onePolicy(call, await call.ports.work(accountId, actor, (work) => createPolicy(work, input)))
}

async function update(call: MemberCall) {
  const id = idOf(call.params['id'])
  const changes = changesOf(parse(policyBody, unwrap(call.body, 'assignment_policy')))
  await call.ports.work(call.caller.accountId, call.caller.actor, (work) => changePolicy(work, id, changes))
  return onePolicy(call, id)
}

async function remove(call: MemberCall) {
  const id = idOf(call.params['id'])
  await call.ports.work(call.caller.accountId, call.caller.actor, (work) => removePolicy(work, id))
  return {}
}

async function inboxes(call: MemberCall) {
  const { accountId, actor } = call.caller
  const { id } = await loadPolicy(call.ports.db, accountId, idOf(call.params['id']))
  const [ids, all] = await Promise.all([
    inboxIdsOfPolicy(call.ports.db, id),
    listInboxes(call.ports.db, accountId, actor),
  ])
  const following = all.filter((one) => ids.includes(one.id))
  const { origin, ports } = call
  const picture = { origin, secrets: ports.secrets }
  return {
    inboxes: following.map((one) => inbox(one, { origin, avatarUrl: inboxAvatarUrl(one, picture), secrets: null })),
  }
}

async function showOfInbox(call: MemberCall) {
  const { id } = await inboxOf(call)
  return assignmentPolicy(await loadInboxPolicy(call.ports.db, call.caller.accountId, id))
}

async function setOfInbox(call: MemberCall) {
  const { assignment_policy_id: policyId } = parse(inboxPolicyBody, call.body)
  const { id } = await inboxOf(call)
  await call.ports.work(call.caller.accountId, call.caller.actor, (work) => setInboxPolicy(work, id, policyId))
  return onePolicy(call, policyId)
}

async function removeOfInbox(call: MemberCall) {
  const { id } = await inboxOf(call)
  await call.ports.work(call.caller.accountId, call.caller.actor, (work) => removeInboxPolicy(work, id))
  return {}
}

function inboxOf({ ports, caller, params }: MemberCall) {
  return loadInbox(ports.db, caller.accountId, caller.actor, idOf(params['id']))
}

async function onePolicy(call: MemberCall, id: number) {
  return assignmentPolicy(await loadPolicy(call.ports.db, call.caller.accountId, id))
}

function changesOf(body: z.output<typeof policyBody>) {
  return {
    name: body.name,
    description: body.description,
    assignmentOrder: body.assignment_order,
    conversationPriority: body.conversation_priority,
    fairDistributionLimit: body.fair_distribution_limit,
    fairDistributionWindow: body.fair_distribution_window,
    enabled: body.enabled,
  }
}
