import { inboxMembersBody } from '../../../contract/http/inboxes.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  addInboxMembers,
  inboxMemberIds,
  loadInbox,
  removeInboxMembers,
  setInboxMembers,
} from '../../features/inboxes/index.ts'
import { listAgents } from '../../features/people/index.ts'
import { administrator, inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse } from '../parse.ts'
import { agent } from '../present/person.ts'
import { shownFor } from '../shown-for.ts'

type MemberCall = Call<MemberCaller>

/** Who answers in an inbox (contract 2.5). */
export const inboxMemberRoutes = [
  member('GET', inAccount('/inbox_members/:inbox_id'), (call) => members(call, idOf(call.params['inbox_id'])), {
    summary: 'Lists the agents of an inbox',
    returns: 'agents_payload',
  }),
  administrator('POST', inAccount('/inbox_members'), (call) => change(call, addInboxMembers), {
    summary: 'Adds agents to an inbox',
    body: inboxMembersBody,
    returns: 'agents_payload',
  }),
  administrator('PATCH', inAccount('/inbox_members'), (call) => change(call, setInboxMembers), {
    summary: 'Sets the agents of an inbox',
    body: inboxMembersBody,
    returns: 'agents_payload',
  }),
  administrator('DELETE', inAccount('/inbox_members'), (call) => change(call, removeInboxMembers), {
    summary: 'Takes agents out of an inbox',
    body: inboxMembersBody,
    returns: 'agents_payload',
  }),
  // The contract's clients name the inbox in the body; one from npm names it in the address.
  administrator('DELETE', inAccount('/inbox_members/:inbox_id'), removeFromInbox, {
    summary: 'Takes agents out of the inbox in the address',
    body: inboxMembersBody.omit({ inbox_id: true }),
    returns: 'agents_payload',
  }),
]

async function change(call: MemberCall, action: typeof addInboxMembers) {
  const { inbox_id, user_ids } = parse(inboxMembersBody, call.body)
  const { accountId, actor } = call.caller
  await loadInbox(call.ports.db, accountId, actor, inbox_id)
  await call.ports.work(accountId, actor, (work) => action(work, inbox_id, user_ids))
  return members(call, inbox_id)
}

async function removeFromInbox(call: MemberCall) {
  const { inbox_id } = call.params
  return change({ ...call, body: { ...(call.body as object), inbox_id } }, removeInboxMembers)
}

async function members(call: MemberCall, inboxId: number) {
  const { accountId, actor } = call.caller
  const { db } = call.ports
  await loadInbox(db, accountId, actor, inboxId)
  const shown = await shownFor(call, accountId)
  const agents = await listAgents(db, accountId, await inboxMemberIds(db, inboxId))
  return { payload: agents.map((one) => agent(one, shown)) }
}
