import { noteDelivery } from '../channels/email/note-delivery.ts'
import { sendMail } from '../features/mails/index.ts'
import type { Ports } from '../platform/http/ports.ts'

/** Makes one attempt to send a mail, and says on the message that it carries how that went. */
export function sendOneMail(ports: Ports, attempt: { id: number; attempt: number }): Promise<void> {
  return sendMail(ports, attempt, noteDelivery)
}
