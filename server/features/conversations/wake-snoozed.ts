import type { Work } from '../../platform/database/unit-of-work.ts'
import { changeStatus } from './change-status.ts'
import { lockIfThere } from './conversation-store.ts'

/** Opens a conversation that sleeps until this moment; one that was opened or snoozed again meanwhile is left alone. */
export async function wakeSnoozed(work: Work, conversationId: number, until: Date): Promise<void> {
  const conversation = await lockIfThere(work, conversationId)
  if (conversation?.status !== 'snoozed' || conversation.snoozedUntil?.getTime() !== until.getTime()) return
  await changeStatus(work, conversation, { status: 'open' })
}
