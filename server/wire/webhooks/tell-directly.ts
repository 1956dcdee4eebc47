import { loadAccount } from '../../features/accounts/index.ts'
import type { Contact } from '../../features/contacts/index.ts'
import type { ConversationView } from '../../features/conversations/index.ts'
import type { Inbox } from '../../features/inboxes/index.ts'
import { tellNow } from '../../features/webhooks/index.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { contactForWebhook } from '../present/contact.ts'
import { conversationForWebhook } from '../present/conversation.ts'
import { namedForWebhook } from '../present/inbox.ts'
import type { Shown } from '../present/shown.ts'

const NOTHING = { eventId: null, position: null, conversationId: null, messageId: null, assigneeBotId: null }

/** Tells other programs that somebody types (contract 4.1). Like the frame, it may be lost. */
export async function tellOfTyping(
  ports: Ports,
  view: ConversationView,
  typing: { on: boolean; isPrivate: boolean; user: object; shown: Shown },
): Promise<void> {
  const { on, isPrivate, user, shown } = typing
  const { id, inboxId, assigneeBotId } = view
  const name = on ? 'conversation_typing_on' : 'conversation_typing_off'
  // In a lane of its own: what was written does not wait for who types.
  const notice = { ...NOTHING, name, lane: `typing:${id}`, inboxId, conversationId: id, assigneeBotId }
  await tellNow(ports, view.accountId, notice, async () => ({
    user,
    conversation: conversationForWebhook(view, shown),
    is_private: isPrivate,
    account: await accountOf(ports, view.accountId),
  }))
}

/** Tells other programs that somebody opened the widget (contract 4.1). Who has not written yet is no contact. */
export async function tellOfVisit(
  ports: Ports,
  visit: { inbox: Inbox; sourceId: string; contact: Contact | undefined; conversation: ConversationView | undefined },
  about: { eventInfo: { [key: string]: unknown }; shown: Shown },
): Promise<void> {
  const { inbox, sourceId, contact, conversation } = visit
  const name = 'webwidget_triggered'
  const notice = { ...NOTHING, name, lane: `visitor:${inbox.id}:${sourceId}`, inboxId: inbox.id }
  await tellNow(ports, inbox.accountId, notice, async () => {
    const account = await accountOf(ports, inbox.accountId)
    return {
      id: contact?.id ?? null,
      contact: contact ? { account, ...contactForWebhook(contact, about.shown) } : null,
      inbox: namedForWebhook(inbox),
      account,
      current_conversation: conversation ? conversationForWebhook(conversation, about.shown) : null,
      source_id: sourceId,
      event_info: about.eventInfo,
    }
  })
}

async function accountOf(ports: Ports, accountId: number) {
  const { id, name } = await loadAccount(ports.db, accountId)
  return { id, name }
}
