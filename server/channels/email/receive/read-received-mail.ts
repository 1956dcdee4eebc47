import { system } from '../../../kernel/actor.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { BlobMissing, type Blobs } from '../../../platform/blobs/blobs.ts'
import type { OpenWork } from '../../../platform/database/unit-of-work.ts'
import type { Log } from '../../../platform/log/log.ts'
import type { MailPort } from '../../../platform/mail/mail-port.ts'
import { UnreadableMail, type ReadMail } from '../../../platform/mail/read/read-result.ts'
import {
  lockWaiting,
  MOST_READINGS,
  postpone,
  settleReceivedMail,
  takeForReading,
  type ReceivedMail,
} from '../../../features/received-mails/index.ts'
import { acceptMail } from './accept-mail.ts'
import { storeFiles } from './store-files.ts'

interface Parts {
  work: OpenWork
  blobs: Blobs
  mail: MailPort
  log: Log
}

/**
 * Reads a mail that was kept and makes of it what it is. What cannot be read is kept apart with its source, and never stops the next one;
 * what failed for another reason is tried again with growing pauses. Running twice has one effect.
 */
export async function readReceivedMail(parts: Parts, accountId: number, mailId: number): Promise<void> {
  const act = <T>(action: Parameters<typeof parts.work<T>>[2]) => parts.work(accountId, system, action)
  const received = await act((work) => takeForReading(work, mailId))
  if (!received) return
  try {
    if (received.attempts > MOST_READINGS) throw new UnreadableMail('Reading it was begun too often and never ended.')
    const mail = await readSource(parts.blobs, received)
    const files = await storeFiles(parts.blobs, mail.attachments)
    await act(async (work) => {
      if (!(await lockWaiting(work, mailId))) return
      await settleReceivedMail(work, mailId, await acceptMail(work, { received, mail, files }, parts.mail.installation))
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'It could not be read'
    if (isFinal(error)) await act((work) => settleReceivedMail(work, mailId, { state: 'quarantined', reason }))
    else {
      parts.log.error({ error, mailId }, 'a mail that came in could not be read, and is tried again')
      await act((work) => postpone(work, received, reason))
    }
  }
}

async function readSource(blobs: Blobs, { blobKey }: ReceivedMail): Promise<ReadMail> {
  if (blobKey === null) throw new UnreadableMail('Its source was removed.')
  const source = await blobs.open(blobKey).catch((error: unknown) => {
    throw error instanceof BlobMissing ? new UnreadableMail('Its source is gone from the store.') : error
  })
  try {
    // Loaded with the first mail: its libraries are heavy, and not every desk has mail.
    const { readMail } = await import('../../../platform/mail/read/read-mail.ts')
    return await readMail(source)
  } finally {
    source.destroy()
  }
}

/** Whether trying again would lead to the same. What is taken now may be found the next time. */
function isFinal(error: unknown): boolean {
  return error instanceof UnreadableMail || (error instanceof Refusal && error.code !== 'taken')
}
