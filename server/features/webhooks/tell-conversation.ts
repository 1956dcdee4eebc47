import type { Work } from '../../platform/database/unit-of-work.ts'
import { loadAccount } from '../accounts/index.ts'
import { changeStatus, findMessages, lockIfThere, setDeliveryState } from '../conversations/index.ts'

/** A bot does not answer: a conversation that waits for it goes to the agents, unless the account wants it to wait on. */
export async function handOver(work: Work, conversationId: number): Promise<void> {
  const { settings } = await loadAccount(work.tx, work.accountId)
  if (settings['keep_pending_on_bot_failure'] === true) return
  const conversation = await lockIfThere(work, conversationId)
  if (conversation?.status !== 'pending') return
  await changeStatus(work, conversation, { status: 'open', told: { saying: 'status.bot_failed', values: {} } })
}

/** A message of the company did not get out to the program that carries it: the message says so. */
export async function tellOnMessage(work: Work, place: { conversationId: number; messageId: number }): Promise<void> {
  const conversation = await lockIfThere(work, place.conversationId)
  const [message] = await findMessages(work.tx, [place.messageId])
  if (!conversation || message?.direction !== 'outgoing' || message.private) return
  await setDeliveryState(work, conversation, place.messageId, {
    status: 'failed',
    externalError: 'The webhook of the inbox could not be reached',
  })
}
