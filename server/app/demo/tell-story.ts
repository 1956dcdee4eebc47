import { randomUUID } from 'node:crypto'
import type { Actor } from '../../kernel/actor.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { addContactInbox, createContact } from '../../features/contacts/index.ts'
import {
  assign,
  changeLabels,
  changeStatus,
  changeTeam,
  lockConversation,
  receiveMessage,
  reply,
  setPriority,
  startConversation,
} from '../../features/conversations/index.ts'
import type { Line, Story } from './stories.ts'

const MINUTE = 60_000

/** Lets a story happen in the past, by the same actions that people use. */
export async function tellStory(
  work: Work,
  parts: { story: Story; inboxId: number; people: Map<string, number>; teams: Map<string, number> },
): Promise<void> {
  const { story, inboxId, people, teams } = parts
  const agentId = people.get(story.assignee ?? '')
  let at = work.now.getTime() - story.startedHoursAgo * 60 * MINUTE
  const then = (actor: Actor): Work => {
    const now = new Date(at)
    return { ...work, actor, now, record: (event) => work.record({ ...event, occurredAt: now }) }
  }
  const agent: Actor = { kind: 'agent', userId: agentId ?? 0, role: 'agent' }
  const conversationId = await begin(then({ kind: 'system' }), story, inboxId)
  for (const line of story.lines) {
    at += line[1] * MINUTE
    await say(then(agent), conversationId, line)
  }
  at += MINUTE
  const by = then(agentId ? agent : { kind: 'system' })
  if (agentId) await assign(by, await lockConversation(by, conversationId), agentId)
  const teamId = teams.get(story.team ?? '')
  if (teamId) await changeTeam(by, await lockConversation(by, conversationId), { teamId })
  if (story.labels) await changeLabels(by, await lockConversation(by, conversationId), { add: story.labels })
  if (story.priority) await setPriority(by, await lockConversation(by, conversationId), story.priority)
  const snoozedUntil = story.status === 'snoozed' ? new Date(work.now.getTime() + 20 * 60 * MINUTE) : null
  await changeStatus(by, await lockConversation(by, conversationId), { status: story.status, snoozedUntil })
}

async function begin(work: Work, { contact }: Story, inboxId: number): Promise<number> {
  const contactId = await createContact(work, {
    name: contact.name,
    email: contact.email,
    phoneNumber: contact.phone,
    additionalAttributes: { city: contact.city },
  })
  const place = await addContactInbox(work, { contactId, inboxId, sourceId: randomUUID() })
  const additionalAttributes = { referer: 'https://harbour-and-pine.example/things', browser_language: 'en' }
  const beginning = { inboxId, contactId, contactInboxId: place.id, additionalAttributes }
  return (await startConversation(work, beginning)).id
}

async function say(work: Work, conversationId: number, [who, , content]: Line) {
  const conversation = await lockConversation(work, conversationId)
  if (who === 'customer') await receiveMessage(work, conversation, { content })
  else if (work.actor.kind === 'agent')
    await reply(work, work.actor, conversation, { content, private: who === 'note' })
}
