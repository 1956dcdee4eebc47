import type { ReceivedFile } from '../../../features/attachments/index.ts'
import type { ReceivedMail } from '../../../features/received-mails/index.ts'
import type { ReadMail } from '../../../platform/mail/read/read-mail.ts'

/** A mail that was kept and read, with its files stored. */
export interface Incoming {
  received: ReceivedMail
  mail: ReadMail
  files: ReceivedFile[]
}
