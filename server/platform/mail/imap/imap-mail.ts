import { rootCertificates, type ConnectionOptions } from 'node:tls'
import type { ImapFlow, Logger } from 'imapflow'
import { guardedSocket, type MailGuard } from '../guarded-socket.ts'
import type { MailProbe } from '../mail-port.ts'
import { maskSecrets } from '../mask-secrets.ts'
import { imapFailureOf } from './imap-failure.ts'
import type { ImapPatience, ImapPort, ImapServer, OpenMailbox } from './imap-port.ts'
import { openInbox } from './open-inbox.ts'
import { overSocket } from './over-socket.ts'

interface Parts {
  guard: MailGuard
  /** Certificates (PEM) that servers may be signed with, besides the public ones. */
  authorities?: string | undefined
  patience?: Partial<ImapPatience> | undefined
}

const PATIENCE: ImapPatience = { connect: 15_000, answer: 60_000 }

/** Fetches mail by IMAP, over TLS with a certificate that is verified. */
export function imapMail(parts: Parts): ImapPort {
  return { open: (server) => open(parts, server), probe: (server) => probe(parts, server) }
}

async function open(parts: Parts, server: ImapServer, logger: Logger | false = false): Promise<OpenMailbox> {
  try {
    return await openInbox(await signIn(parts, server, logger), server, patienceOf(parts))
  } catch (error) {
    throw imapFailureOf(error, server)
  }
}

async function signIn(parts: Parts, server: ImapServer, logger: Logger | false): Promise<ImapFlow> {
  // Loaded with the first mailbox: most desks have none.
  const { ImapFlow: Client } = await import('imapflow')
  const { connect, answer } = patienceOf(parts)
  const socket = await guardedSocket(server, parts.guard, connect)
  // Until the library listens, an error of the socket would end the process.
  const ignore = () => undefined
  socket.on('error', ignore)
  const { host, port, user, password, accessToken, method } = server
  const client = new Client({
    host,
    port,
    secure: server.security === 'tls',
    doSTARTTLS: server.security === 'starttls',
    auth: { user, ...(accessToken ? { accessToken } : { pass: password ?? '' }), ...loginMethod(method) },
    transport: overSocket(socket, tlsFor(parts)),
    clientInfo: { name: 'Porchlight' },
    logger,
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: connect,
    greetingTimeout: answer,
    socketTimeout: answer,
  })
  client.on('error', ignore)
  try {
    await client.connect()
    return client
  } catch (error) {
    client.close()
    socket.destroy()
    throw error
  }
}

function loginMethod(method: ImapServer['method']) {
  return method ? { loginMethod: `AUTH=${method}` } : {}
}

function tlsFor({ authorities }: Parts): ConnectionOptions {
  return {
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...(authorities && { ca: [...rootCertificates, authorities] }),
  }
}

function patienceOf({ patience }: Parts): ImapPatience {
  return { ...PATIENCE, ...patience }
}

async function probe(parts: Parts, server: ImapServer): Promise<MailProbe> {
  const transcript: string[] = []
  const hear = (line: string) => void transcript.push(maskSecrets(line, server))
  try {
    const mailbox = await open(parts, server, loggerTo(hear))
    await mailbox.close()
    return { ok: true, error: null, transcript }
  } catch (error) {
    return { ok: false, error: imapFailureOf(error, server).message, transcript }
  }
}

// Lines of both sides as the library logs them; it hides credentials, and what it may miss is masked by the caller.
function loggerTo(hear: (line: string) => void): Logger {
  const log = (entry: unknown) => {
    const { src, msg, comment } = (entry ?? {}) as { src?: string; msg?: string; comment?: string }
    const side = { c: 'C: ', s: 'S: ' }[src ?? '']
    if (side && msg) hear(`${side}${msg.trim()}`)
    else if (src === 'connection' && msg) hear(`# ${msg}${comment ? ` (${comment})` : ''}`)
  }
  return { trace: () => undefined, debug: log, info: log, warn: log, error: log }
}
