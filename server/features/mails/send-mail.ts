import type { Readable } from 'node:stream'
import { system } from '../../kernel/actor.ts'
import { BlobMissing, type Blobs } from '../../platform/blobs/blobs.ts'
import type { Database } from '../../platform/database/connection.ts'
import type { OpenWork, Work } from '../../platform/database/unit-of-work.ts'
import type { HttpClient } from '../../platform/http-client/http-client.ts'
import { MailFailure, type MailPort, type MailServer } from '../../platform/mail/mail-port.ts'
import type { MailProviders } from '../../platform/mail/mail-providers.ts'
import { DecryptionFailed, type Secrets } from '../../platform/secrets/secrets.ts'
import { findInbox, forgetAccessToken } from '../inboxes/index.ts'
import { MAIL_BODY, type Mail, type MailBody } from './mail.ts'
import { signedInServerOf } from './mail-server.ts'
import { placeOfMail, takeForAttempt } from './mail-store.ts'
import { settleMail, type Outcome } from './settle-mail.ts'
import { findSigningKey } from './signing-key.ts'

interface Parts {
  db: Database
  work: OpenWork
  mail: MailPort
  blobs: Blobs
  secrets: Secrets
  outgoing: HttpClient
  mailProviders: MailProviders
  now: () => Date
}

/** What else is to be written when a mail was sent, or failed for good, in the same unit of work. */
export type OnSettled = (work: Work, mail: Mail, how: { sent: boolean; answer: string }) => Promise<void>

/** Makes one attempt to send a mail. Running twice makes the attempt again under the same Message-ID, and never another one. */
export async function sendMail(
  parts: Parts,
  { id, attempt }: { id: number; attempt: number },
  onSettled: OnSettled,
): Promise<void> {
  const place = await placeOfMail(parts.db, id)
  if (!place) return
  const act = <T>(action: (work: Work) => Promise<T>) => parts.work(place.accountId ?? 0, system, action)
  const mail = await act((work) => takeForAttempt(work, id, attempt))
  if (!mail) return
  const outcome = await tryToSend(parts, mail)
  const answer = 'failure' in outcome ? outcome.failure.message : outcome.receipt.answer
  await act(async (work) => {
    const state = await settleMail(work, mail, outcome)
    if (state === 'sent' || state === 'failed') await onSettled(work, mail, { sent: state === 'sent', answer })
  })
}

async function tryToSend(parts: Parts, mail: Mail): Promise<Outcome> {
  const opened: Readable[] = []
  let server: MailServer | undefined
  try {
    server = await serverFor(parts, mail)
    const receipt = await parts.mail.send(server, {
      messageId: mail.headerId,
      from: { name: mail.fromName, address: mail.fromAddress },
      replyTo: mail.replyTo,
      to: mail.to,
      cc: mail.cc,
      recipients: mail.recipients,
      // Nobody is told that an answer by a machine did not arrive (RFC 3834 §3.3).
      returnPath: mail.headers['Auto-Submitted'] === 'auto-replied' ? '' : mail.fromAddress,
      subject: mail.subject,
      ...bodyOf(parts, mail),
      headers: Object.fromEntries(Object.entries(mail.headers).map(([name, value]) => [name, String(value)])),
      date: mail.createdAt,
      attachments: await filesOf(parts.blobs, mail, opened),
      dkim: (await findSigningKey(parts, mail.accountId, mail.fromAddress)) ?? null,
    })
    return { receipt }
  } catch (error) {
    if (!(error instanceof MailFailure)) throw error
    if (error.tokenRefused && mail.inboxId !== null && server?.accessToken) {
      await forgetAccessToken(parts, mail.inboxId, server.accessToken)
    }
    return { failure: error }
  } finally {
    for (const stream of opened) stream.destroy()
  }
}

async function serverFor(parts: Parts, mail: Mail): Promise<MailServer> {
  const inbox = mail.inboxId === null ? undefined : await findInbox(parts.db, mail.inboxId)
  const server = (inbox && (await signedInServerOf(parts, inbox))) ?? parts.mail.installation.server
  if (server) return server
  throw new MailFailure('No mail server is set up: set SMTP_URL, or give the inbox a server of its own', {
    lasting: false,
  })
}

function bodyOf({ secrets }: Parts, mail: Mail): MailBody {
  try {
    return JSON.parse(secrets.decrypt(mail.bodyEncrypted ?? '', MAIL_BODY)) as MailBody
  } catch (cause) {
    if (!(cause instanceof DecryptionFailed)) throw cause
    throw new MailFailure('The text of the mail cannot be read: it was written under another SECRET_KEY', {
      lasting: true,
      cause,
    })
  }
}

async function filesOf(blobs: Blobs, mail: Mail, opened: Readable[]) {
  const files = []
  for (const { blobKey, fileName, contentType, cid } of mail.attachments) {
    const content = await blobs.open(blobKey).catch((cause: unknown) => {
      if (!(cause instanceof BlobMissing)) throw cause
      throw new MailFailure(`The file ${fileName} is gone`, { lasting: true, cause })
    })
    opened.push(content)
    files.push({ fileName, contentType, content, cid })
  }
  return files
}
