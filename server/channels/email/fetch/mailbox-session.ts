import { setTimeout as pause } from 'node:timers/promises'
import { ImapFailure, type ImapFailureKind, type OpenMailbox } from '../../../platform/mail/imap/imap-port.ts'
import type { Ports } from '../../../platform/http/ports.ts'
import { findInbox, forgetAccessToken } from '../../../features/inboxes/index.ts'
import {
  beginFetch,
  findFetch,
  mailboxServerOf,
  noteFetchState,
  signInTo,
  type MailboxFetch,
} from '../../../features/mailboxes/index.ts'
import { pauseAfter } from './back-off.ts'
import { catchUp } from './catch-up.ts'
import type { Intake } from './intake.ts'

/** What the fetching of mail needs. */
export interface FetchParts {
  ports: Ports
  intake: Intake
  /** Of one mail. */
  maximumBytes: number
  /** How often a mailbox is looked at whose server has no IDLE. */
  pollMs: number
  /** How long IDLE is kept up; servers may end it after 29 minutes (RFC 2177), and what is in between earlier. */
  idleMs?: number
  pauseAfter?: (kind: ImapFailureKind, attempts: number) => number
}

const IDLE_MS = 4 * 60_000

/** Fetches the mail of one inbox until the signal comes; whatever goes wrong, it tries again. */
export async function fetchMailbox(parts: FetchParts, inboxId: number, signal: AbortSignal): Promise<void> {
  const { ports } = parts
  let attempts = (await findFetch(ports.db, inboxId))?.attempts ?? 0
  while (!signal.aborted) {
    try {
      await connectAndFetch(parts, inboxId, signal, () => (attempts = 0))
      return
    } catch (error) {
      if (signal.aborted) return
      attempts += 1
      const kind = error instanceof ImapFailure ? error.kind : 'connection'
      const wait = (parts.pauseAfter ?? pauseAfter)(kind, attempts)
      ports.log.warn({ error, inboxId, attempts, wait }, 'the mail of an inbox could not be fetched; it is tried again')
      const retryAt = new Date(ports.now().getTime() + wait)
      // The database may be what is away.
      await noteFetchState(ports.db, inboxId, ports.now(), {
        state: 'waiting',
        error:
          error instanceof ImapFailure ? error.message : 'The mail could not be stored; the log of the desk says why',
        attempts,
        retryAt,
      }).catch((cause: unknown) => ports.log.warn({ error: cause, inboxId }, 'what a mailbox does could not be noted'))
      await pause(wait, undefined, { signal }).catch(() => undefined)
    }
  }
}

async function connectAndFetch(parts: FetchParts, inboxId: number, signal: AbortSignal, onConnected: () => void) {
  const { ports } = parts
  const inbox = await findInbox(ports.db, inboxId)
  const server = inbox?.emailChannel && mailboxServerOf(inbox.emailChannel)
  if (!inbox || !server) return
  // Rows of inboxes from before there was this, and of those whose event is still on its way.
  await beginFetch(
    ports.db,
    { inboxId, accountId: inbox.accountId },
    { login: server.user, host: server.host },
    ports.now(),
  )
  const fetch = await findFetch(ports.db, inboxId)
  if (!fetch) return
  await noteFetchState(ports.db, inboxId, ports.now(), { state: 'connecting' })
  const signIn = await signInTo(ports, inbox)
  if (!signIn) return
  const opening = ports.imap.open(signIn).catch(async (error: unknown) => {
    const isRefused = error instanceof ImapFailure && error.kind === 'sign-in'
    if (isRefused && signIn.accessToken) await forgetAccessToken(ports, inboxId, signIn.accessToken)
    throw error
  })
  const mailbox = await unlessEnded(opening, signal)
  if (!mailbox) return
  try {
    await stay(parts, mailbox, fetch, signal, onConnected)
  } finally {
    await mailbox.close()
  }
}

/** The mailbox, or null at once when the signal comes first: nobody waits for a server that does not answer. */
async function unlessEnded(opening: Promise<OpenMailbox>, signal: AbortSignal): Promise<OpenMailbox | null> {
  const settled = new AbortController()
  const ended = new Promise<null>((resolve) => {
    if (signal.aborted) resolve(null)
    signal.addEventListener('abort', () => resolve(null), { signal: settled.signal })
  })
  const first = await Promise.race([opening, ended]).finally(() => settled.abort())
  if (first === null) opening.then((mailbox) => mailbox.close()).catch(() => undefined)
  return first
}

async function stay(
  parts: FetchParts,
  mailbox: OpenMailbox,
  fetch: MailboxFetch,
  signal: AbortSignal,
  onConnected: () => void,
) {
  const { ports, intake, maximumBytes, pollMs, idleMs = IDLE_MS } = parts
  const { db, log, now } = ports
  const state = mailbox.canIdle ? 'idle' : 'polling'
  while (!signal.aborted) {
    await catchUp({ db, log, now, intake, maximumBytes }, mailbox, fetch, signal)
    if (signal.aborted) return
    onConnected()
    await noteFetchState(db, fetch.inboxId, now(), { state, error: null, attempts: 0 })
    await mailbox.waitForMail({ idle: mailbox.canIdle, milliseconds: mailbox.canIdle ? idleMs : pollMs, signal })
  }
}
