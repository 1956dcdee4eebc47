import { Readable } from 'node:stream'
import { system } from '../../kernel/actor.ts'
import type { Blobs } from '../../platform/blobs/blobs.ts'
import type { OpenWork } from '../../platform/database/unit-of-work.ts'
import { inboxIsOf } from '../inboxes/index.ts'
import { watchHead } from './raw-head.ts'
import type { MailRoute } from './received-mail.ts'

/** A mail that was left where it is. */
interface UnfetchedMail {
  accountId: number
  inboxId: number
  via: MailRoute
  /** The head of its source, with the empty line that ends it. */
  head: Buffer
  /** Why, for people. */
  reason: string
}

/** Puts what is known of a mail that could not be taken among those that administrators look at. One that came in already stays as it is. */
export async function quarantineUnfetched(ports: { blobs: Blobs; work: OpenWork }, mail: UnfetchedMail): Promise<void> {
  const watched = watchHead(mail.head)
  const blob = await ports.blobs.put(Readable.from([mail.head]), { maximumBytes: mail.head.length })
  for await (const _piece of watched.stream) continue
  const head = watched.found()
  await ports.work(mail.accountId, system, async (work) => {
    if (!(await inboxIsOf(work.tx, work.accountId, mail.inboxId))) return
    await work.tx
      .insertInto('received_mails')
      .values({
        account_id: work.accountId,
        inbox_id: mail.inboxId,
        blob_key: blob.key,
        byte_size: blob.byteSize,
        sha256: blob.sha256,
        header_id: head.messageId ?? `${head.fingerprint}@source.invalid`,
        date_text: head.date,
        via: mail.via,
        subject: head.subject,
        sender: head.from,
        state: 'quarantined',
        reason: mail.reason,
        received_at: work.now,
        settled_at: work.now,
      })
      .onConflict((conflict) => conflict.columns(['inbox_id', 'header_id']).doNothing())
      .execute()
  })
}
