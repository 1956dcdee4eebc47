import { request, send } from './client.ts'
import { inAccount } from './resource.ts'

// A server that does not answer is waited for.
const PATIENT_MS = 90_000

/** What both sides said when a server was tried out, without secrets. */
export interface MailProbe {
  ok: boolean
  error: string | null
  host: string
  port: number
  transcript: string[]
}

export interface MailRecord {
  purpose: 'spf' | 'dkim' | 'dmarc'
  name: string
  value: string
  state: 'present' | 'missing' | 'different' | 'unknown'
  found: string[]
}

/** How an inbox gets its mail, and when it last did. Times are ISO. */
export interface MailState {
  via: string | null
  imap: {
    state: 'off' | 'connecting' | 'idle' | 'polling' | 'waiting'
    since: string | null
    last_connected_at: string | null
    last_mail_at: string | null
    lag_seconds: number | null
    error: string | null
    retry_at: string | null
  } | null
  waiting: number
  quarantined: number
  last_mail_at: string | null
}

export interface ReceivedMail {
  id: number
  state: 'waiting' | 'accepted' | 'ignored' | 'bounce' | 'quarantined'
  reason: string | null
  subject: string | null
  from: string | null
  size: number
  via: string
  received_at: string
  message_id: number | null
  conversation_id: number | null
  /** False when its source is no longer kept: it can neither be read again nor downloaded. */
  source_kept?: boolean
}

export type SentState = 'waiting' | 'sending' | 'sent' | 'failed'

/** A mail of the outbox. */
export interface SentMail {
  id: number
  purpose: string
  state: SentState
  inbox_id: number | null
  message_id: number | null
  conversation_id: number | null
  from: string
  to: string[]
  cc: string[]
  subject: string
  attempts: number
  last_answer: string | null
  next_try_at: string | null
  sent_at: string | null
  created_at: string
}

/** Providers whose mailboxes can be connected without a password. */
export type OAuthProvider = 'google' | 'microsoft'

/** What the installation has for mail. */
export interface MailSetup {
  outgoing: { from: string; host: string } | null
  inbound_domain: string | null
  /** Where the installation is registered, so that mailboxes are connected without a password. */
  oauth?: OAuthProvider[]
}

const inInbox = (accountId: number, inboxId: number, path: string) =>
  inAccount(accountId, `/inboxes/${inboxId}/${path}`)

export function testServer(accountId: number, inboxId: number, which: 'imap' | 'smtp'): Promise<MailProbe> {
  return request(inInbox(accountId, inboxId, `test_${which}`), { method: 'POST', timeoutMs: PATIENT_MS })
}

export function checkRecords(accountId: number, inboxId: number): Promise<{ domain: string; records: MailRecord[] }> {
  return request(inInbox(accountId, inboxId, 'check_dns'), { method: 'POST', timeoutMs: PATIENT_MS })
}

export function showMailState(accountId: number, inboxId: number): Promise<MailState> {
  return request(inInbox(accountId, inboxId, 'mail_state'))
}

export async function listReceived(
  accountId: number,
  inboxId: number,
  query: { state?: ReceivedMail['state']; before?: number } = {},
): Promise<ReceivedMail[]> {
  const path = inInbox(accountId, inboxId, 'received_mails')
  return (await request<{ payload: ReceivedMail[] }>(path, { query })).payload
}

export function retryReceived(accountId: number, inboxId: number, id: number): Promise<unknown> {
  return request(inInbox(accountId, inboxId, `received_mails/${id}/retry`), { method: 'POST' })
}

/** The mail as it came, as a file. */
export async function sourceOfReceived(accountId: number, inboxId: number, id: number): Promise<Blob> {
  return (await send(inInbox(accountId, inboxId, `received_mails/${id}/source`))).blob()
}

export function listSent(
  accountId: number,
  query: { state?: SentState; before?: number } = {},
): Promise<{ payload: SentMail[]; meta: { failed: number; waiting: number } }> {
  return request(inAccount(accountId, '/mails'), { query })
}

export function retrySent(accountId: number, id: number): Promise<SentMail> {
  return request(inAccount(accountId, `/mails/${id}/retry`), { method: 'POST' })
}

export function showMailSetup(accountId: number): Promise<MailSetup> {
  return request(inAccount(accountId, '/mail_setup'))
}

/** Where the owner of a mailbox allows the desk to work with it; afterwards there is an inbox, and the provider leads back to it. */
export function startAuthorization(
  accountId: number,
  provider: OAuthProvider,
  email: string,
): Promise<{ url: string }> {
  return request(inAccount(accountId, `/${provider}/authorization`), { method: 'POST', body: { email } })
}

/** Sends a mail in the look of the desk to whoever asks. */
export function sendTestMail(accountId: number): Promise<{ email: string }> {
  return request(inAccount(accountId, '/test_mail'), { method: 'POST' })
}
