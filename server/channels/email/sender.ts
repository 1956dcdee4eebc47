import type { Work } from '../../platform/database/unit-of-work.ts'
import type { MailAddress, MailInstallation } from '../../platform/mail/mail-port.ts'
import type { Locale } from '../../features/accounts/index.ts'
import type { MessageView } from '../../features/conversations/index.ts'
import type { Inbox } from '../../features/inboxes/index.ts'
import { isSignedDomain, mailServerOf, mailText } from '../../features/mails/index.ts'
import { availableName } from '../../features/people/index.ts'

/**
 * Whom a mail to a customer is from, or null when there is nothing to send it with. The installation's server sends in the name of a
 * mailbox only when the records of its domain say that the account may; else it is from the installation's own address.
 */
export async function senderOf(
  work: Work,
  about: { inbox: Inbox; message: Pick<MessageView, 'sender'> | null; installation: MailInstallation; locale: Locale },
): Promise<MailAddress | null> {
  const { inbox, message, installation, locale } = about
  const { emailChannel: mailbox } = inbox
  const business = inbox.businessName?.trim() || inbox.name
  const { sender } = message ?? { sender: null }
  const agent = sender?.kind === 'user' ? availableName(sender) : undefined
  const isFriendly = inbox.senderNameType === 'friendly' && agent !== undefined
  const name = isFriendly ? mailText(locale, 'reply.sender', { agent, business }) : business
  if (mailbox && mailServerOf(mailbox, work.secrets)) return { name, address: mailbox.email }
  if (!installation.from) return null
  const isOurs = mailbox && (await isSignedDomain(work.tx, work.accountId, mailbox.email))
  return { name, address: isOurs ? mailbox.email : installation.from.address }
}
