import type { Readable } from 'node:stream'
import { system } from '../../kernel/actor.ts'
import { notFound } from '../../kernel/refusal.ts'
import type { Blobs } from '../../platform/blobs/blobs.ts'
import type { OpenWork, Work } from '../../platform/database/unit-of-work.ts'
import { inboxIsOf } from '../inboxes/index.ts'
import { watchHead, type RawHead } from './raw-head.ts'
import { readMailTask, type MailRoute } from './received-mail.ts'

/** A mail as a transport brings it. */
export interface RawMail {
  accountId: number
  inboxId: number
  via: MailRoute
  source: Readable | Buffer
  envelope?: { from: string; to: string[] } | undefined
  /** Absent: 100 MB. */
  maximumBytes?: number | undefined
}

const MAXIMUM_BYTES = 100 * 1024 * 1024

/**
 * Keeps the raw source of a mail and queues its reading; when this returns, the transport may acknowledge it. A mail that the inbox
 * has already is not kept twice (`isNew` is false) and is acknowledged all the same. Throws `BlobTooLarge`, and a refusal when there
 * is no such inbox; then nothing is kept.
 */
export async function keepRawMail(
  ports: { blobs: Blobs; work: OpenWork },
  mail: RawMail,
): Promise<{ id: number; isNew: boolean }> {
  const watched = watchHead(mail.source)
  const blob = await ports.blobs.put(watched.stream, { maximumBytes: mail.maximumBytes ?? MAXIMUM_BYTES })
  const head = watched.found()
  const kept = await ports.work(mail.accountId, system, (work) => keep(work, mail, { ...blob, ...head }))
  // What was not stored because of an error stays: its commit may have worked all the same. The sweep finds what nobody speaks of.
  if (!kept.isNew) await ports.blobs.delete(blob.key)
  return kept
}

type Kept = RawHead & { key: string; byteSize: number; sha256: string }

async function keep(work: Work, mail: RawMail, kept: Kept): Promise<{ id: number; isNew: boolean }> {
  if (!(await inboxIsOf(work.tx, work.accountId, mail.inboxId))) throw notFound()
  const synthesised = `${kept.fingerprint}@source.invalid`
  for (const headerId of kept.messageId === null ? [synthesised] : [kept.messageId, synthesised]) {
    const id = await insert(work, mail, kept, headerId)
    if (id !== undefined) {
      readLater(work, id)
      return { id, isNew: true }
    }
    const same = await work.tx
      .selectFrom('received_mails')
      .select(['id', 'date_text'])
      .where('inbox_id', '=', mail.inboxId)
      .where('header_id', '=', headerId)
      .executeTakeFirstOrThrow()
    // Some programs give all their mails one Message-ID: what was written at another moment is another mail.
    if (same.date_text === kept.date || headerId === synthesised) return { id: same.id, isNew: false }
  }
  throw new Error('A mail is neither new nor known')
}

async function insert(work: Work, mail: RawMail, kept: Kept, headerId: string): Promise<number | undefined> {
  const row = await work.tx
    .insertInto('received_mails')
    .values({
      account_id: work.accountId,
      inbox_id: mail.inboxId,
      blob_key: kept.key,
      byte_size: kept.byteSize,
      sha256: kept.sha256,
      header_id: headerId,
      date_text: kept.date,
      via: mail.via,
      envelope_from: mail.envelope ? printable(mail.envelope.from) : null,
      envelope_to: mail.envelope?.to.map(printable) ?? [],
      subject: kept.subject,
      sender: kept.from,
      next_try_at: work.now,
      received_at: work.now,
    })
    .onConflict((conflict) => conflict.columns(['inbox_id', 'header_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

function printable(address: string): string {
  return address.replace(/\p{Cc}/gu, '').trim()
}

/** Queues the reading of a mail. */
export function readLater(work: Work, id: number, at?: Date): void {
  work.later({
    task: readMailTask,
    payload: { accountId: work.accountId, mailId: id },
    key: `received:${id}`,
    ...(at && { runAt: at }),
  })
}
