import { buffer } from 'node:stream/consumers'
import type { Database } from '../../platform/database/connection.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { OutgoingFailure, type HttpClient } from '../../platform/http-client/http-client.ts'
import { TokenFailure, type MailProvider, type MailProviders } from '../../platform/mail/mail-providers.ts'
import { DecryptionFailed, type Secrets } from '../../platform/secrets/secrets.ts'
import type { Inbox } from './inbox.ts'

/** What a mailbox at a provider is signed in to with. */
export interface ProviderTokens {
  refreshToken: string
  accessToken: string
  /** In milliseconds since 1970. */
  expiresAt: number
}

const MAILBOX_TOKENS = 'mailbox-tokens'

interface Parts {
  db: Database
  secrets: Secrets
  outgoing: HttpClient
  mailProviders: MailProviders
  now: () => Date
}

// A token that ends while it is being used is as good as none.
const SPARE_MS = 5 * 60_000
const ASKING = { timeoutMs: 20_000, maximumBytes: 64 * 1024 }

/** Keeps the tokens of a mailbox, encrypted. */
export async function saveTokens(
  db: Database | Work['tx'],
  secrets: Secrets,
  inboxId: number,
  tokens: ProviderTokens,
): Promise<void> {
  const encrypted = secrets.encrypt(JSON.stringify(tokens), MAILBOX_TOKENS)
  await db
    .updateTable('email_channels')
    .set({ provider_tokens_encrypted: encrypted, reauthorization_required: false })
    .where('inbox_id', '=', inboxId)
    .execute()
}

/**
 * The access token of a mailbox, a fresh one if it ends soon; throws `TokenFailure`. When the provider no longer knows the refresh
 * token, the inbox says that somebody must allow it again.
 */
export async function accessTokenOf(parts: Parts, inbox: Pick<Inbox, 'id' | 'emailChannel'>): Promise<string> {
  const { provider = null, providerTokensEncrypted: encrypted = null } = inbox.emailChannel ?? {}
  const name = provider === 'google' ? 'Google' : 'Microsoft'
  const registration = provider && parts.mailProviders[provider]
  if (!encrypted) throw failure(`Nobody has allowed the desk to read this mailbox at ${name} yet`)
  if (!registration) throw failure(`The desk is not registered with ${name}: its client id and secret are settings`)
  const tokens = readTokens(parts.secrets, encrypted)
  if (tokens.expiresAt - SPARE_MS > parts.now().getTime()) return tokens.accessToken
  const answer = await askForToken(parts, registration, {
    grant_type: 'refresh_token',
    refresh_token: tokens.refreshToken,
  })
  if ('error' in answer) {
    if (answer.error === 'invalid_grant') await requireReauthorization(parts.db, inbox.id)
    throw failure(`${name} gave no access to the mailbox: ${answer.words}`)
  }
  // Google answers without a refresh token, Microsoft with a new one.
  await saveTokens(parts.db, parts.secrets, inbox.id, {
    ...answer,
    refreshToken: answer.refreshToken || tokens.refreshToken,
  })
  return answer.accessToken
}

/** Lets the next use of a mailbox ask for another access token: its server refused this one, whatever our clock says of it. */
export async function forgetAccessToken(
  { db, secrets }: Pick<Parts, 'db' | 'secrets'>,
  inboxId: number,
  accessToken: string,
): Promise<void> {
  const row = await db
    .selectFrom('email_channels')
    .select('provider_tokens_encrypted as encrypted')
    .where('inbox_id', '=', inboxId)
    .executeTakeFirst()
  if (!row?.encrypted) return
  const tokens = readTokens(secrets, row.encrypted)
  // Somebody else may have got a fresh one.
  if (tokens.accessToken !== accessToken) return
  const encrypted = secrets.encrypt(JSON.stringify({ ...tokens, expiresAt: 0 }), MAILBOX_TOKENS)
  await db
    .updateTable('email_channels')
    .set({ provider_tokens_encrypted: encrypted })
    .where('inbox_id', '=', inboxId)
    .where('provider_tokens_encrypted', '=', row.encrypted)
    .execute()
}

function readTokens(secrets: Secrets, encrypted: string): ProviderTokens {
  try {
    return JSON.parse(secrets.decrypt(encrypted, MAILBOX_TOKENS)) as ProviderTokens
  } catch (cause) {
    if (!(cause instanceof DecryptionFailed)) throw cause
    throw new TokenFailure('The tokens cannot be read: they were stored under another SECRET_KEY', {
      lasting: true,
      cause,
    })
  }
}

async function requireReauthorization(db: Database, inboxId: number): Promise<void> {
  await db
    .updateTable('email_channels')
    .set({ reauthorization_required: true })
    .where('inbox_id', '=', inboxId)
    .execute()
}

/** Asks a provider for tokens (RFC 6749 §4.1.3 and §6); what it refuses comes back in words, what cannot be reached is a `TokenFailure`. */
export async function askForToken(
  parts: Pick<Parts, 'outgoing' | 'now'>,
  provider: MailProvider,
  grant: Record<string, string>,
): Promise<(ProviderTokens & { idToken?: string }) | { error: string; words: string }> {
  const form = { ...grant, client_id: provider.clientId, client_secret: provider.clientSecret }
  const { status, said: answer } = await post(parts.outgoing, provider.tokenUrl, new URLSearchParams(form).toString())
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds, id_token: idToken } = answer
  if (typeof accessToken !== 'string') {
    const error = typeof answer['error'] === 'string' ? answer['error'] : 'no answer'
    const words = typeof answer['error_description'] === 'string' ? answer['error_description'] : error
    // Too much at once, and trouble of its own, are over in a while.
    if (status >= 500 || status === 429) {
      throw new TokenFailure(`${new URL(provider.tokenUrl).host} answered ${status}: ${words.slice(0, 300)}`, {
        lasting: false,
      })
    }
    return { error, words: words.slice(0, 300) }
  }
  return {
    accessToken,
    refreshToken: typeof refreshToken === 'string' ? refreshToken : '',
    expiresAt: parts.now().getTime() + (Number(seconds) || 0) * 1000,
    ...(typeof idToken === 'string' && { idToken }),
  }
}

async function post(
  outgoing: HttpClient,
  url: string,
  body: string,
): Promise<{ status: number; said: Record<string, unknown> }> {
  try {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
    const answer = await outgoing.send({ url, method: 'POST', headers, body, ...ASKING })
    const said: unknown = JSON.parse((await buffer(answer.body)).toString('utf8'))
    return { status: answer.status, said: typeof said === 'object' && said !== null ? { ...said } : {} }
  } catch (cause) {
    const words = cause instanceof OutgoingFailure ? cause.message : `${new URL(url).host} did not answer in JSON`
    throw new TokenFailure(words, { lasting: false, cause })
  }
}

function failure(words: string): TokenFailure {
  return new TokenFailure(words, { lasting: true })
}
