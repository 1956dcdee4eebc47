import type { Json } from '../../kernel/event.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { hasActiveBot } from '../agent-bots/index.ts'
import { snoozeEnd, wakeLater } from './change-status.ts'
import { assigneeIn, chosenTeam, type TeamChoice } from './change-team.ts'
import { conversationColumns, lockLatest, takeNumber } from './conversation-store.ts'
import type { Conversation, Priority, Status } from './conversation.ts'
import { addParticipants } from './participants.ts'

/** What a new conversation may begin with. */
export interface Beginning {
  inboxId: number
  contactId: number
  contactInboxId: number
  status?: Status | undefined
  assigneeId?: number | null | undefined
  team?: TeamChoice | undefined
  priority?: Priority | null | undefined
  snoozedUntil?: Date | null | undefined
  additionalAttributes?: { [key: string]: Json | undefined } | undefined
  customAttributes?: { [key: string]: Json } | undefined
  /** The campaign that the customer answers; its number is its id outside. */
  campaignNumber?: number | undefined
}

/** Begins a conversation. That of a blocked contact begins resolved, that of an inbox with a bot pending (contract 2.23). */
export async function startConversation(work: Work, input: Beginning): Promise<Conversation> {
  const contact = await work.tx
    .selectFrom('contacts')
    .select(['blocked', hasActiveBot(input.inboxId).as('botActive')])
    .where('id', '=', input.contactId)
    .executeTakeFirstOrThrow()
  const status = contact.blocked ? 'resolved' : (input.status ?? (contact.botActive ? 'pending' : 'open'))
  const snoozedUntil = snoozeEnd(work, { ...input, status })
  const owners = await ownersOf(work, input)
  const row = await work.tx
    .insertInto('conversations')
    .values({
      account_id: work.accountId,
      inbox_id: input.inboxId,
      contact_id: input.contactId,
      contact_inbox_id: input.contactInboxId,
      number: await takeNumber(work),
      status,
      snoozed_until: snoozedUntil,
      ...owners,
      priority: input.priority ?? null,
      campaign_id: input.campaignNumber ?? null,
      additional_attributes: JSON.stringify(input.additionalAttributes ?? {}),
      custom_attributes: JSON.stringify(input.customAttributes ?? {}),
      last_activity_at: work.now,
      created_at: work.now,
      updated_at: work.now,
    })
    .returning(conversationColumns)
    .executeTakeFirstOrThrow()
  const conversation = row as Conversation
  if (snoozedUntil) wakeLater(work, conversation.id, snoozedUntil)
  if (input.assigneeId) await addParticipants(work, conversation.id, [input.assigneeId])
  const { assigneeId } = conversation
  work.record({ type: 'conversation.created', conversationId: conversation.id, data: assigneeId ? { assigneeId } : {} })
  return conversation
}

async function ownersOf(work: Work, { inboxId, assigneeId = null, team: choice }: Beginning) {
  if (!choice?.teamId) return { assignee_id: assigneeId, team_id: null }
  const team = await chosenTeam(work, choice.teamId)
  return {
    assignee_id: await assigneeIn(work, team, { inboxId, assigneeId }, choice.present),
    team_id: team.id,
  }
}

/** Begins a conversation, or goes on with the contact's latest where the inbox holds each contact to one (contract 2.9). */
export async function continueOrStart(
  work: Work,
  input: Beginning,
  inbox: { lockToSingleConversation: boolean },
): Promise<Conversation> {
  if (!inbox.lockToSingleConversation) return startConversation(work, input)
  // Locked, so that two requests at once end in one conversation.
  await work.tx.selectFrom('contact_inboxes').select('id').where('id', '=', input.contactInboxId).forUpdate().execute()
  return (await lockLatest(work, [input.contactInboxId])) ?? startConversation(work, input)
}
