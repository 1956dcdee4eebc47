import { lockIfThere, setDeliveryState } from '../../features/conversations/index.ts'
import type { Mail, OnSettled } from '../../features/mails/index.ts'

/** Says on the message that a mail carries whether a server took it, and if not, what the server said. */
export const noteDelivery: OnSettled = async (work, mail, { sent, answer }) => {
  const message = messageOf(mail)
  const conversation = message && (await lockIfThere(work, message.conversationId))
  if (!message || !conversation) return
  const state = sent ? { status: 'delivered' as const } : { status: 'failed' as const, externalError: answer }
  const { headerId: sourceId } = mail
  await setDeliveryState(work, conversation, message.id, { ...state, ...(sent && { sourceId }) })
}

function messageOf({ purpose, conversationId, messageId }: Mail) {
  if (purpose !== 'reply' || conversationId === null || messageId === null) return undefined
  return { conversationId, id: messageId }
}
