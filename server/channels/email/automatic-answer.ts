import type { Work } from '../../platform/database/unit-of-work.ts'
import type { MailInstallation } from '../../platform/mail/mail-port.ts'
import { lastMailOfCustomer, type Conversation, type MessageView } from '../../features/conversations/index.ts'
import { wasAnsweredByItself } from '../../features/mails/index.ts'
import { findInboxByRecipient } from '../../features/received-mails/index.ts'
import { isMachine } from './receive/automatic-mail.ts'

/** What the desk sends by itself: an answer such as the greeting, a program's word, or something nobody asked for such as a survey. */
export type AutomaticKind = 'answer' | 'bot' | 'notice'

/** What kind of automatic mail a message is; undefined when a person wrote it. */
export function automaticKind(message: MessageView): AutomaticKind | undefined {
  const { direction, contentType, sender, contentAttributes } = message
  if (direction === 'template') return contentType === 'text' ? 'answer' : 'notice'
  if (contentAttributes['automation_rule_id'] !== undefined) return 'answer'
  return sender?.kind === 'agent_bot' ? 'bot' : undefined
}

/** How such a mail says what it is, so that machines do not answer it (RFC 3834 §3.1.7). */
export function automaticHeaders(kind: AutomaticKind): Record<string, string> {
  return {
    'Auto-Submitted': kind === 'notice' ? 'auto-generated' : 'auto-replied',
    'X-Auto-Response-Suppress': 'All',
  }
}

/**
 * Whether something that the desk would send by itself is not sent: to programs, lists and addresses of this installation never, and an
 * answer no more than once a day to each address (RFC 3834 §2). A bot talks, so that only the former holds for it.
 */
export async function mustKeepSilent(
  work: Work,
  about: { message: MessageView; conversation: Conversation; to: string[]; installation: MailInstallation },
): Promise<boolean> {
  const { message, conversation, to, installation } = about
  const [address = ''] = to
  if (isMachine(address) || address.toLowerCase() === installation.from?.address.toLowerCase()) return true
  if ((await findInboxByRecipient(work.tx, address)) !== null) return true
  const last = await lastMailOfCustomer(work.tx, conversation.id, message.id)
  if (last?.unanswerable) return true
  if (automaticKind(message) !== 'answer') return false
  return wasAnsweredByItself(work.tx, { inboxId: conversation.inboxId, address, now: work.now })
}
