import type { Work } from '../../platform/database/unit-of-work.ts'
import { changeStatus } from './change-status.ts'
import { lockConversation } from './conversation-store.ts'

/** Opens a conversation whose time has come; one that was opened or snoozed again meanwhile is left alone. */
export async function wakeSnoozed(work: Work, conversationId: number): Promise<void> {
  const conversation = await lockConversation(work, conversationId)
  const due = conversation.snoozedUntil !== null && conversation.snoozedUntil <= work.now
  if (conversation.status !== 'snoozed' || !due) return
  await changeStatus(work, conversation, { status: 'open' })
}
