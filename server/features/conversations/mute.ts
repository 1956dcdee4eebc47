import type { Work } from '../../platform/database/unit-of-work.ts'
import { changeContact, loadContact } from '../contacts/index.ts'
import { tellActivity } from './activity.ts'
import { changeStatus } from './change-status.ts'
import type { Conversation } from './conversation.ts'

/** Blocks the contact of a locked conversation and ends it: what they write from now on brings nothing back (contract 2.9). */
export async function muteConversation(work: Work, conversation: Conversation): Promise<void> {
  if (!(await setBlocked(work, conversation, true))) return
  await tellActivity(work, conversation, 'contact.muted')
  await changeStatus(work, conversation, { status: 'resolved' })
}

/** Lets the contact of a locked conversation in again; the conversation stays as it is. */
export async function unmuteConversation(work: Work, conversation: Conversation): Promise<void> {
  if (!(await setBlocked(work, conversation, false))) return
  await tellActivity(work, conversation, 'contact.unmuted')
}

async function setBlocked(work: Work, conversation: Conversation, blocked: boolean): Promise<boolean> {
  const contact = await loadContact(work.tx, work.accountId, conversation.contactId)
  if (contact.blocked === blocked) return false
  await changeContact(work, conversation.contactId, { blocked })
  work.record({ type: 'conversation.updated', conversationId: conversation.id, data: { muted: blocked } })
  return true
}
