import type { Database } from '../../../platform/database/connection.ts'
import { BlobTooLarge } from '../../../platform/blobs/blobs.ts'
import type { Log } from '../../../platform/log/log.ts'
import { ImapFailure, type ListedMail, type OpenMailbox } from '../../../platform/mail/imap/imap-port.ts'
import { countStuck, fitPosition, noteSynced, passMail, type MailboxFetch } from '../../../features/mailboxes/index.ts'
import type { Intake } from './intake.ts'

/** What the taking of mail needs. */
export interface CatchUpParts {
  db: Database
  log: Log
  now: () => Date
  intake: Intake
  maximumBytes: number
}

const DAY_MS = 24 * 60 * 60 * 1000
// So many are listed at once.
const BATCH = 200
// What the server refuses to give out is asked for so often.
const ASKED = 3
// A mail that could not be kept so often, with growing pauses, is put aside, so that the next ones come through.
const TRIES = 10

/** Takes every mail that is behind the position, in order. The position moves past a mail only once it is kept. */
export async function catchUp(
  parts: CatchUpParts,
  mailbox: OpenMailbox,
  fetch: MailboxFetch,
  signal: AbortSignal,
): Promise<void> {
  await fitPosition(parts.db, fetch, mailbox)
  const { lookBelow, lookFrom } = fetch
  if (lookBelow !== null && fetch.lastUid + 1 < lookBelow) {
    const since = new Date(lookFrom.getTime() - DAY_MS)
    await takeAll(parts, mailbox, fetch, await mailbox.uidsAfter(fetch.lastUid, { below: lookBelow, since }), signal)
    if (signal.aborted) return
    if (fetch.lastUid < lookBelow - 1) await passMail(parts.db, fetch, lookBelow - 1, null)
  }
  await takeAll(parts, mailbox, fetch, await mailbox.uidsAfter(fetch.lastUid), signal)
  if (!signal.aborted) await noteSynced(parts.db, fetch.inboxId, parts.now())
}

async function takeAll(
  parts: CatchUpParts,
  mailbox: OpenMailbox,
  fetch: MailboxFetch,
  uids: number[],
  signal: AbortSignal,
) {
  for (let from = 0; from < uids.length; from += BATCH) {
    // Listed first, then fetched one by one: the connection does one thing at a time.
    for (const mail of await mailbox.list(uids.slice(from, from + BATCH))) {
      if (signal.aborted) return
      await takeOne(parts, mailbox, fetch, mail)
    }
  }
}

// Servers tell the second in which a mail arrived, and no more.
function wholeSecond(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1000) * 1000)
}

async function takeOne(parts: CatchUpParts, mailbox: OpenMailbox, fetch: MailboxFetch, mail: ListedMail) {
  const isBefore =
    fetch.lookBelow !== null && mail.uid < fetch.lookBelow && mail.arrivedAt < wholeSecond(fetch.lookFrom)
  if (isBefore) return passMail(parts.db, fetch, mail.uid, null)
  try {
    if (mail.size > parts.maximumBytes) await leave(parts, mailbox, fetch, mail.uid, tooLarge(parts, mail))
    else await keep(parts, mailbox, fetch, mail.uid)
  } catch (error) {
    if (error instanceof ImapFailure && error.kind !== 'refused') throw error
    parts.log.warn({ error, inboxId: fetch.inboxId, uid: mail.uid }, 'a mail could not be taken from its mailbox')
    // Counting needs the database: while that is away nobody gives up on a mail.
    const tries = await countStuck(parts.db, fetch.inboxId, mail.uid)
    const isFinal = error instanceof ImapFailure || error instanceof BlobTooLarge
    if (!isFinal && tries < TRIES) throw error
    const words = error instanceof Error ? error.message : String(error)
    await leave(parts, mailbox, fetch, mail.uid, `The mail could not be taken and is still in the mailbox: ${words}`)
  }
  const now = parts.now()
  const lag = Math.round((now.getTime() - mail.arrivedAt.getTime()) / 1000)
  await passMail(parts.db, fetch, mail.uid, { at: now, lagSeconds: Math.max(0, lag) })
}

async function keep(parts: CatchUpParts, mailbox: OpenMailbox, fetch: MailboxFetch, uid: number) {
  for (let asked = 1; ; asked++) {
    try {
      const source = await mailbox.download(uid)
      if (source === null) return
      await parts.intake.keep({ accountId: fetch.accountId, inboxId: fetch.inboxId, source })
      return
    } catch (error) {
      if (!(error instanceof ImapFailure) || error.kind !== 'refused' || asked === ASKED) throw error
    }
  }
}

async function leave(parts: CatchUpParts, mailbox: OpenMailbox, fetch: MailboxFetch, uid: number, reason: string) {
  const known = await mailbox.head(uid).catch(unlessBroken)
  const head = known ?? Buffer.from(`X-Mailbox-Number: ${fetch.uidValidity}/${uid}\r\n\r\n`)
  await parts.intake.quarantine({ accountId: fetch.accountId, inboxId: fetch.inboxId, head, reason })
}

function unlessBroken(error: unknown): null {
  if (error instanceof ImapFailure && error.kind === 'refused') return null
  throw error
}

function tooLarge({ maximumBytes }: CatchUpParts, { size }: ListedMail): string {
  const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024)
  return `The mail has ${megabytes(size)} MB, more than the ${megabytes(maximumBytes)} MB that are taken. It is still in the mailbox.`
}
