import {
  assignmentBody,
  customAttributesBody,
  priorityBody,
  statusBody,
  typingBody,
} from '../../../contract/http/conversations.ts'
import type { Call } from '../../platform/http/route.ts'
import type { Work } from '../../platform/http/ports.ts'
import {
  assign,
  changeCustomAttributes,
  changeStatus,
  changeTeam,
  loadConversation,
  loadForChange,
  markSeen,
  markUnread,
  setPriority,
  toggled,
  viewConversation,
  type Conversation,
} from '../../features/conversations/index.ts'
import { loadAgent } from '../../features/people/index.ts'
import { loadTeam } from '../../features/teams/index.ts'
import { inAccount, member, type MemberCaller } from '../access.ts'
import { userStream } from '../cable/streams.ts'
import { announceTyping } from '../cable/typing.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { presentAgents } from '../present-agents.ts'
import { agent, userForCable } from '../present/person.ts'
import { iso } from '../present/shown.ts'
import { teamRow } from '../present/team.ts'
import { shownFor } from '../shown-for.ts'
import { showConversation } from './conversations.ts'

type MemberCall = Call<MemberCaller>

const one = (path: string) => inAccount(`/conversations/:number${path}`)

/** What agents do with a conversation (contract 2.9). */
export const conversationActionRoutes = [
  member('PATCH', one(''), async (call) => {
    const { priority } = parse(priorityBody, unwrap(call.body, 'conversation'))
    const { id } = await change(call, (work, conversation) => setPriority(work, conversation, priority))
    return showConversation(call, id)
  }),
  member('POST', one('/toggle_priority'), async (call) => {
    const { priority } = parse(priorityBody, call.body)
    await change(call, (work, conversation) => setPriority(work, conversation, priority))
    return {}
  }),
  member('POST', one('/toggle_status'), toggleStatus),
  member('POST', one('/assignments'), assignments),
  member('POST', one('/toggle_typing_status'), toggleTyping),
  member('POST', one('/custom_attributes'), async (call) => {
    const { custom_attributes } = parse(customAttributesBody, call.body)
    await change(call, (work, conversation) =>
      changeCustomAttributes(work, conversation, {
        set: custom_attributes,
        drop: Object.keys(conversation.customAttributes).filter((key) => !(key in custom_attributes)),
      }),
    )
    return { custom_attributes }
  }),
  member('POST', one('/update_last_seen'), async (call) => {
    const { id } = await change(call, (work, conversation) => markSeen(work, call.caller.actor, conversation))
    return showConversation(call, id)
  }),
  member('POST', one('/unread'), async (call) => {
    const { id } = await change(call, markUnread)
    return showConversation(call, id)
  }),
]

/** Runs an action on the conversation of the path, locked; returns it as it was before. */
function change(
  call: MemberCall,
  action: (work: Work, conversation: Conversation) => Promise<unknown>,
): Promise<Conversation> {
  const { accountId, actor } = call.caller
  return call.ports.work(accountId, actor, async (work) => {
    const conversation = await loadForChange(work, actor, idOf(call.params['number']))
    await action(work, conversation)
    return conversation
  })
}

async function toggleStatus(call: MemberCall) {
  const body = parse(statusBody, call.body)
  const { actor } = call.caller
  const { id } = await change(call, async (work, conversation) => {
    const status = body.status ?? toggled(conversation.status)
    await changeStatus(work, conversation, { status, snoozedUntil: body.snoozed_until })
    const takes = status === 'open' && conversation.status !== 'open' && actor.role === 'agent'
    // An agent who opens a conversation has it, unless somebody else does (contract 2.9).
    if (takes && conversation.assigneeId === null) await assign(work, conversation, actor.userId)
  })
  const view = await viewConversation(call.ports.db, id)
  return {
    meta: {},
    payload: {
      success: true,
      conversation_id: view?.number,
      current_status: view?.status,
      snoozed_until: iso(view?.snoozedUntil ?? null),
    },
  }
}

async function assignments(call: MemberCall) {
  const { assignee_id, team_id = null } = parse(assignmentBody, call.body)
  if (assignee_id === undefined) return assignTeam(call, team_id)
  await change(call, (work, conversation) => assign(work, conversation, assignee_id))
  if (assignee_id === null) return null
  const { accountId } = call.caller
  return agent(await loadAgent(call.ports.db, accountId, assignee_id), await shownFor(call, accountId))
}

async function assignTeam(call: MemberCall, teamId: number | null) {
  const present = teamId === null ? [] : await presentAgents(call)
  await change(call, (work, conversation) => changeTeam(work, conversation, { teamId, present }))
  if (teamId === null) return null
  return teamRow(await loadTeam(call.ports.db, call.caller.accountId, teamId))
}

async function toggleTyping(call: MemberCall) {
  const { typing_status, is_private = false } = parse(typingBody, call.body)
  const { accountId, person } = call.caller
  const { id } = await loadConversation(call.ports.db, call.caller, idOf(call.params['number']))
  const shown = await shownFor(call, accountId)
  await announceTyping(call.ports, {
    conversationId: id,
    on: typing_status === 'on',
    isPrivate: is_private,
    typist: { stream: userStream(person.id), forAgents: userForCable(person, shown), isContact: false },
    shown,
  })
  return {}
}
