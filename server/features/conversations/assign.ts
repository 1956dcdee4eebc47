import { invalid } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { loadBot } from '../agent-bots/index.ts'
import { assignableIds } from '../inboxes/index.ts'
import { availableName, loadAgent, type Agent } from '../people/index.ts'
import { tellActivity } from './activity.ts'
import type { Conversation } from './conversation.ts'
import { addParticipants } from './participants.ts'
import { standingOf } from './standing.ts'

/** Gives a locked conversation to an agent who may see it, or to nobody. */
export async function assign(work: Work, conversation: Conversation, assigneeId: number | null): Promise<void> {
  const botLeaves = conversation.assigneeBotId !== null
  if (conversation.assigneeId === assigneeId && !botLeaves) return
  const agent = assigneeId === null ? null : await assignableAgent(work, conversation, assigneeId)
  await setAssignee(work, conversation, { assigneeId, assigneeBotId: null })
  if (!agent) await tellActivity(work, conversation, 'assignee.none')
  else if (isOneself(work, agent.id)) await tellActivity(work, conversation, 'assignee.taken')
  else await tellActivity(work, conversation, 'assignee.given', { agent: availableName(agent) })
}

/** Gives a locked conversation to a bot that the account may use, and takes it from the agent who had it. */
export async function assignBot(work: Work, conversation: Conversation, botId: number): Promise<void> {
  if (conversation.assigneeBotId === botId) return
  const bot = await loadBot(work.tx, work.accountId, botId).catch(() => {
    throw invalid('assignee_id', 'assignee_id must name a bot of this account')
  })
  await setAssignee(work, conversation, { assigneeId: null, assigneeBotId: botId })
  await tellActivity(work, conversation, 'assignee.given', { agent: bot.name })
}

async function setAssignee(
  work: Work,
  conversation: Conversation,
  to: { assigneeId: number | null; assigneeBotId: number | null },
) {
  const before = await standingOf(work, conversation)
  await work.tx
    .updateTable('conversations')
    .set({ assignee_id: to.assigneeId, assignee_bot_id: to.assigneeBotId, updated_at: work.now })
    .where('id', '=', conversation.id)
    .execute()
  if (to.assigneeId !== null) await addParticipants(work, conversation.id, [to.assigneeId])
  work.record({
    type: 'conversation.assigned',
    conversationId: conversation.id,
    data: { ...to, before },
  })
}

async function assignableAgent(work: Work, conversation: Conversation, assigneeId: number): Promise<Agent> {
  const assignable = await assignableIds(work.tx, work.accountId, [conversation.inboxId])
  if (!assignable.includes(assigneeId)) {
    throw invalid('assignee_id', 'assignee_id must name a member of the inbox or an administrator')
  }
  return loadAgent(work.tx, work.accountId, assigneeId)
}

function isOneself({ actor }: Work, userId: number): boolean {
  return actor.kind === 'agent' && actor.userId === userId
}
