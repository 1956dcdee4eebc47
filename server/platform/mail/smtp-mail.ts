import { rootCertificates } from 'node:tls'
import { callbackify } from 'node:util'
import { guardedSocket, type MailGuard } from './guarded-socket.ts'
import {
  MailFailure,
  type MailInstallation,
  type MailPort,
  type MailReceipt,
  type MailServer,
  type MailToSend,
  type RefusedRecipient,
} from './mail-port.ts'
import { maskSecrets } from './mask-secrets.ts'

/** How long a server may take; in milliseconds. */
export interface MailPatience {
  connect: number
  /** For the greeting, and for each answer after it. */
  answer: number
  /** For the whole of one mail. */
  mail: number
}

const PATIENCE: MailPatience = { connect: 15_000, answer: 120_000, mail: 10 * 60_000 }

interface Parts {
  installation: MailInstallation
  guard: MailGuard
  /** Certificates (PEM) that servers may be signed with, besides the public ones. */
  authorities?: string | undefined
  patience?: Partial<MailPatience> | undefined
}

/** Sends mail by SMTP (RFC 5321), over TLS with a certificate that is verified, unless the server says otherwise. */
export function smtpMail(parts: Parts): MailPort {
  return {
    installation: parts.installation,
    send: (server, mail) => send(parts, server, mail),
    probe: (server) => probe(parts, server),
  }
}

async function send(parts: Parts, server: MailServer, mail: MailToSend): Promise<MailReceipt> {
  const transport = await transportTo(parts, server)
  try {
    const info = await transport.sendMail({
      ...messageOf(mail),
      signal: AbortSignal.timeout(patienceOf(parts).mail),
    })
    return { answer: maskSecrets(info.response, server), refused: refusedIn(info, server) }
  } catch (error) {
    throw failureOf(error, server)
  } finally {
    transport.close()
  }
}

async function probe(parts: Parts, server: MailServer) {
  const transcript: string[] = []
  const hear = (line: string) => void transcript.push(maskSecrets(line, server))
  const transport = await transportTo(parts, server, hear)
  try {
    await transport.verify()
    return { ok: true, error: null, transcript }
  } catch (error) {
    return { ok: false, error: failureOf(error, server).message, transcript }
  } finally {
    transport.close()
  }
}

function patienceOf({ patience }: Parts): MailPatience {
  return { ...PATIENCE, ...patience }
}

async function transportTo(parts: Parts, server: MailServer, hear?: (line: string) => void) {
  // Loaded with the first mail.
  const { createTransport } = await import('nodemailer')
  const patience = patienceOf(parts)
  const { authorities } = parts
  return createTransport({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...(server.helo && { name: server.helo }),
    ...(server.user && { auth: signIn(server, server.user) }),
    tls: {
      rejectUnauthorized: server.verify,
      minVersion: 'TLSv1.2',
      ...(authorities && { ca: [...rootCertificates, authorities] }),
    },
    connectionTimeout: patience.connect,
    greetingTimeout: patience.answer,
    socketTimeout: patience.answer,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(hear && { debug: true, logger: loggerTo(hear) }),
    // The library wants to be called back.
    getSocket: (_options, done) =>
      callbackify(() => guardedSocket(server, parts.guard, patience.connect))((error, connection) =>
        error ? done(error) : done(null, { connection }),
      ),
  })
}

function signIn({ accessToken, password = '', method }: MailServer, user: string) {
  return accessToken ? { type: 'OAuth2' as const, user, accessToken } : { user, pass: password, method }
}

function messageOf(mail: MailToSend) {
  return {
    messageId: `<${mail.messageId}>`,
    date: mail.date,
    from: mail.from,
    to: mail.to,
    cc: mail.cc,
    ...(mail.replyTo && { replyTo: mail.replyTo }),
    envelope: { from: mail.returnPath, to: mail.recipients },
    subject: mail.subject,
    text: mail.text,
    ...(mail.html !== null && { html: mail.html }),
    headers: mail.headers,
    attachments: mail.attachments.map(({ fileName, contentType, content, cid }) => ({
      filename: fileName,
      contentType,
      content,
      ...(cid && { cid, contentDisposition: 'inline' as const }),
    })),
    ...(mail.dkim && {
      dkim: { domainName: mail.dkim.domain, keySelector: mail.dkim.selector, privateKey: mail.dkim.privateKey },
    }),
  }
}

// Lines of both sides as the library logs them; it hides credentials, and what it may miss is masked by the caller.
function loggerTo(hear: (line: string) => void) {
  const log = (entry: { tnx?: string }, text?: unknown, ...values: unknown[]) => {
    const side = { client: 'C: ', server: 'S: ' }[entry.tnx ?? ''] ?? '# '
    const words = values.reduce<string>((said, value) => said.replace(/%[sd]/, String(value)), String(text ?? ''))
    for (const line of words.split(/\r?\n/)) if (line.trim() !== '') hear(side + line.trim())
  }
  return { level: () => undefined, trace: log, debug: log, info: log, warn: log, error: log, fatal: log }
}

interface SmtpError {
  message?: string
  response?: string
  responseCode?: number
  code?: string
  recipient?: string
  rejectedErrors?: SmtpError[]
}

function refusedIn(info: { rejectedErrors?: unknown }, server: MailServer): RefusedRecipient[] {
  const errors = (info.rejectedErrors ?? []) as SmtpError[]
  return errors.map((error) => ({
    address: error.recipient ?? '',
    answer: maskSecrets(error.response ?? error.message ?? '', server),
    lasting: isLasting(error),
  }))
}

function failureOf(error: unknown, server: MailServer): MailFailure {
  if (error instanceof MailFailure) return error
  const failure = (error ?? {}) as SmtpError
  const said = maskSecrets(failure.response || failure.message || String(error), server)
  const refused = refusedIn(failure, server)
  const tokenRefused = failure.code === 'EAUTH' && server.accessToken !== undefined
  const lasting = refused.length > 0 ? refused.every((one) => one.lasting) : isLasting(failure) && !tokenRefused
  return new MailFailure(said, { lasting, refused, tokenRefused, cause: error })
}

/** 5yz is a no for good (RFC 5321 §4.2.1), as is a mail that cannot be put on the wire; all else may be otherwise in a while. */
function isLasting({ responseCode, code }: SmtpError): boolean {
  if (responseCode !== undefined) return responseCode >= 500
  return code === 'EENVELOPE' || code === 'EMESSAGE'
}
