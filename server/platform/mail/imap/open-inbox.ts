import { setTimeout as pause } from 'node:timers/promises'
import { Readable } from 'node:stream'
import type { FetchMessageObject, ImapFlow } from 'imapflow'
import { imapFailureOf } from './imap-failure.ts'
import { ImapFailure, type ImapPatience, type ImapServer, type ListedMail, type OpenMailbox } from './imap-port.ts'

// A mail comes in pieces of this size, so that a large one is never in memory whole.
const PIECE_BYTES = 1024 * 1024

/** Opens the INBOX of a signed-in connection for reading only (EXAMINE). */
export async function openInbox(client: ImapFlow, server: ImapServer, patience: ImapPatience): Promise<OpenMailbox> {
  const failed = (error: unknown): never => {
    throw imapFailureOf(error, server)
  }
  const within = <T>(answer: Promise<T>) => answerWithin(client, patience.answer, answer).catch(failed)
  const { uidValidity, uidNext } = await within(client.mailboxOpen('INBOX', { readOnly: true }))
  const news = listenForNews(client)
  return {
    uidValidity: Number(uidValidity),
    uidNext,
    canIdle: client.capabilities.has('IDLE'),
    uidsAfter: async (uid, only) => {
      // What comes from here on may be missing in the answer.
      news.forget()
      const query = only ? { uid: `${uid + 1}:${only.below - 1}`, since: only.since } : { uid: `${uid + 1}:*` }
      const found = await within(client.search(query, { uid: true }))
      // "8:*" names the last mail, too, when its number is lower.
      return (found || []).filter((one) => one > uid).toSorted((a, b) => a - b)
    },
    list: async (uids) => {
      if (uids.length === 0) return []
      const what = { uid: true, size: true, internalDate: true }
      const found = await within(client.fetchAll(uids.join(','), what, { uid: true }))
      return found.map(listed).toSorted((a, b) => a.uid - b.uid)
    },
    download: (uid) => download(client, uid, failed).catch(failed),
    head: async (uid) => {
      const found = await within(client.fetchOne(String(uid), { headers: true }, { uid: true }))
      return (found && found.headers) || null
    },
    waitForMail: async ({ idle, milliseconds, signal }) => {
      if (idle) await idleUntilNews(client, news, { milliseconds, signal }).catch(failed)
      else await pause(milliseconds, undefined, { signal }).catch(() => undefined)
      if (!signal.aborted) await within(client.noop())
    },
    close: async () => {
      if (client.usable) await answerWithin(client, patience.connect, client.logout()).catch(() => undefined)
      client.close()
    },
  }
}

function listed({ uid, size, internalDate }: FetchMessageObject): ListedMail {
  return { uid, size: size ?? 0, arrivedAt: new Date(internalDate ?? 0) }
}

async function download(client: ImapFlow, uid: number, failed: (error: unknown) => never): Promise<Readable | null> {
  const { content } = await client.download(String(uid), undefined, { uid: true, chunkSize: PIECE_BYTES })
  return content ? Readable.from(pieces(content, failed), { objectMode: false }) : null
}

// Whoever reads a mail must be able to tell a broken connection from trouble of their own.
async function* pieces(content: Readable, failed: (error: unknown) => never): AsyncGenerator<Buffer> {
  try {
    for await (const piece of content) yield piece as Buffer
  } catch (error) {
    failed(error)
  }
}

interface News {
  forget(): void
  /** Calls at the next mail that the server tells of, or at once when there was one. */
  onNews(call: () => void): void
}

/** The server may tell of mail in the answer to any command. */
function listenForNews(client: ImapFlow): News {
  let told = false
  let call: () => void = () => undefined
  client.on('exists', () => {
    told = true
    call()
  })
  return {
    forget: () => {
      told = false
    },
    onNews: (then) => {
      call = then
      if (told) then()
    },
  }
}

/** Ends when the server tells of mail, when the time is over or the signal comes; the next command ends IDLE itself. */
async function idleUntilNews(
  client: ImapFlow,
  news: News,
  { milliseconds, signal }: { milliseconds: number; signal: AbortSignal },
): Promise<void> {
  const over = new AbortController()
  try {
    await new Promise<void>((resolve, reject) => {
      const { signal: until } = over
      const broken = () => reject(new ImapFailure('connection', 'The server closed the connection'))
      void pause(milliseconds, undefined, { signal: until }).then(resolve, () => undefined)
      signal.addEventListener('abort', () => resolve(), { signal: until })
      client.once('close', broken)
      until.addEventListener('abort', () => client.off('close', broken))
      news.onNews(resolve)
      if (signal.aborted) resolve()
      // It ends by itself when the server refuses it or stops it; then the time that is left is only waited.
      client.idle().catch(reject)
    })
  } finally {
    over.abort()
  }
}

/** A server that does not answer is as good as gone. */
async function answerWithin<T>(client: ImapFlow, milliseconds: number, answer: Promise<T>): Promise<T> {
  const answered = new AbortController()
  const late = pause(milliseconds, undefined, { signal: answered.signal }).then(() => {
    client.close()
    throw new ImapFailure('connection', 'The server did not answer in time')
  })
  late.catch(() => undefined)
  try {
    return await Promise.race([answer, late])
  } finally {
    answered.abort()
  }
}
