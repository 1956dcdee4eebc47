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
  assignBot,
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
import { loadBot } from '../../features/agent-bots/index.ts'
import { loadAgent } from '../../features/people/index.ts'
import { markAllRead } from '../../features/notifications/index.ts'
import { loadTeam } from '../../features/teams/index.ts'
import { inAccount, member, memberOrBot, type MemberOrBotCaller } from '../access.ts'
import { botStream, userStream } from '../cable/streams.ts'
import { announceTyping } from '../cable/typing.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { presentAgents } from '../present-agents.ts'
import { botForCable, botSlim } from '../present/bot.ts'
import { agent, userForCable } from '../present/person.ts'
import { iso, type Shown } from '../present/shown.ts'
import { teamRow } from '../present/team.ts'
import { shownFor, shownTo } from '../shown-for.ts'
import { showConversation } from './conversations.ts'

type ActingCall = Call<MemberOrBotCaller>

const one = (path: string) => inAccount(`/conversations/:number${path}`)

/** What agents, and bots as far as contract 2.1 lets them, do with a conversation (contract 2.9). */
export const conversationActionRoutes = [
  memberOrBot(
    'PATCH',
    one(''),
    async (call) => {
      const { priority } = parse(priorityBody, unwrap(call.body, 'conversation'))
      const { id } = await change(call, (work, conversation) => setPriority(work, conversation, priority))
      return showConversation(call, id)
    },
    { summary: 'Changes the priority of a conversation', body: priorityBody, returns: 'conversation' },
  ),
  memberOrBot(
    'POST',
    one('/toggle_priority'),
    async (call) => {
      const { priority } = parse(priorityBody, call.body)
      await change(call, (work, conversation) => setPriority(work, conversation, priority))
      return {}
    },
    { summary: 'Changes the priority of a conversation', body: priorityBody },
  ),
  memberOrBot('POST', one('/toggle_status'), toggleStatus, {
    summary: 'Opens, resolves, parks or snoozes a conversation',
    body: statusBody,
    returns: 'toggle_status',
  }),
  memberOrBot('POST', one('/assignments'), assignments, {
    summary: 'Gives a conversation to an agent, a bot, a team, or to nobody',
    body: assignmentBody,
  }),
  memberOrBot('POST', one('/toggle_typing_status'), toggleTyping, {
    summary: 'Tells that the caller types, or no longer',
    body: typingBody,
  }),
  memberOrBot(
    'POST',
    one('/custom_attributes'),
    async (call) => {
      const { custom_attributes } = parse(customAttributesBody, call.body)
      await change(call, (work, conversation) =>
        changeCustomAttributes(work, conversation, {
          set: custom_attributes,
          drop: Object.keys(conversation.customAttributes).filter((key) => !(key in custom_attributes)),
        }),
      )
      return { custom_attributes }
    },
    {
      summary: 'Replaces the custom attributes of a conversation',
      body: customAttributesBody,
      returns: 'custom_attributes',
    },
  ),
  member(
    'POST',
    one('/update_last_seen'),
    async (call) => {
      const { actor } = call.caller
      const { id } = await change(call, async (work, conversation) => {
        await markSeen(work, actor, conversation)
        await markAllRead(work, actor.userId, { conversationId: conversation.id })
      })
      return showConversation(call, id)
    },
    { summary: 'Notes that an agent has read a conversation', returns: 'conversation' },
  ),
  member(
    'POST',
    one('/unread'),
    async (call) => {
      const { id } = await change(call, markUnread)
      return showConversation(call, id)
    },
    { summary: 'Marks a conversation as unread', returns: 'conversation' },
  ),
]

/** Runs an action on the conversation of the path, locked; returns it as it was before. */
export function change(
  call: ActingCall,
  action: (work: Work, conversation: Conversation) => Promise<unknown>,
): Promise<Conversation> {
  const { accountId, actor } = call.caller
  return call.ports.work(accountId, actor, async (work) => {
    const conversation = await loadForChange(work, actor, idOf(call.params['number']))
    await action(work, conversation)
    return conversation
  })
}

async function toggleStatus(call: ActingCall) {
  const body = parse(statusBody, call.body)
  const { actor } = call.caller
  const { id } = await change(call, async (work, conversation) => {
    const status = body.status ?? toggled(conversation.status)
    await changeStatus(work, conversation, { status, snoozedUntil: body.snoozed_until })
    if (actor.kind === 'bot' || actor.role !== 'agent') return
    const takes = status === 'open' && conversation.status !== 'open'
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

async function assignments(call: ActingCall) {
  const { assignee_id, assignee_type, team_id = null } = parse(assignmentBody, call.body)
  const { accountId } = call.caller
  if (assignee_id === undefined) return assignTeam(call, team_id)
  if (assignee_type === 'AgentBot' && assignee_id !== null) return assignToBot(call, assignee_id)
  await change(call, (work, conversation) => assign(work, conversation, assignee_id))
  if (assignee_id === null) return null
  return agent(await loadAgent(call.ports.db, accountId, assignee_id), await shownFor(call, accountId))
}

async function assignTeam(call: ActingCall, teamId: number | null) {
  const present = teamId === null ? [] : await presentAgents(call)
  await change(call, (work, conversation) => changeTeam(work, conversation, { teamId, present }))
  if (teamId === null) return null
  return teamRow(await loadTeam(call.ports.db, call.caller.accountId, teamId))
}

async function assignToBot(call: ActingCall, botId: number) {
  await change(call, (work, conversation) => assignBot(work, conversation, botId))
  return botSlim(await loadBot(call.ports.db, call.caller.accountId, botId), shownTo(call))
}

async function toggleTyping(call: ActingCall) {
  const { typing_status, is_private = false } = parse(typingBody, call.body)
  const { id } = await loadConversation(call.ports.db, call.caller, idOf(call.params['number']))
  const shown = await shownFor(call, call.caller.accountId)
  await announceTyping(call.ports, {
    conversationId: id,
    on: typing_status === 'on',
    isPrivate: is_private,
    typist: { ...typistOf(call.caller, shown), isContact: false },
    shown,
  })
  return {}
}

function typistOf(caller: MemberOrBotCaller, shown: Shown) {
  if ('bot' in caller) return { stream: botStream(caller.bot.id), forAgents: botForCable(caller.bot, shown) }
  return { stream: userStream(caller.person.id), forAgents: userForCable(caller.person, shown) }
}
