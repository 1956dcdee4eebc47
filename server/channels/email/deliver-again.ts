import type { Work } from '../../platform/database/unit-of-work.ts'
import type { MailInstallation } from '../../platform/mail/mail-port.ts'
import { retryMailOfMessage } from '../../features/mails/index.ts'
import { deliver } from './deliver.ts'

/** Tries a message once more that failed: the mail that there is, for whoever has not got it, or a first one. */
export async function deliverAgain(work: Work, messageId: number, installation: MailInstallation): Promise<void> {
  if (await retryMailOfMessage(work, messageId)) return
  await deliver(work, messageId, installation)
}
