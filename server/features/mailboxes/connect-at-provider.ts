import type { AgentActor } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Database } from '../../platform/database/connection.ts'
import type { OpenWork, Work } from '../../platform/database/unit-of-work.ts'
import type { HttpClient } from '../../platform/http-client/http-client.ts'
import { randomToken } from '../../platform/secrets/secrets.ts'
import { TokenFailure, type MailProviders } from '../../platform/mail/mail-providers.ts'
import {
  askForToken,
  changeInbox,
  createInbox,
  listInboxes,
  saveTokens,
  type ProviderTokens,
} from '../inboxes/index.ts'

/** Whose mailbox is connected, and where the provider sent its owner back to. */
export interface Connection {
  accountId: number
  actor: AgentActor
  provider: 'google' | 'microsoft'
  redirectUri: string
}

interface Parts {
  db: Database
  work: OpenWork
  outgoing: HttpClient
  mailProviders: MailProviders
  now: () => Date
}

/** What a sign-in at a provider is known by until its end. */
export function newState(): string {
  return randomToken(24)
}

/** Where somebody allows the desk to work with their mailbox; refuses when the installation is not registered there. */
export function authorizationUrl(
  providers: MailProviders,
  { provider, redirectUri }: Pick<Connection, 'provider' | 'redirectUri'>,
  state: string,
  email?: string,
): string {
  const registration = providers[provider]
  if (!registration) throw notRegistered(provider)
  const url = new URL(registration.authorizeUrl)
  const query = {
    client_id: registration.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: registration.scope,
    state,
    // Without these Google gives a refresh token only the first time.
    ...(provider === 'google' ? { access_type: 'offline', prompt: 'consent' } : { prompt: 'select_account' }),
    ...(email && { login_hint: email }),
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}

/** Turns the provider's code into tokens and keeps them with the inbox of that address, which is made when there is none. Returns its id. */
export async function connectAtProvider(parts: Parts, connection: Connection, code: string): Promise<number> {
  const { provider, accountId, actor, redirectUri } = connection
  const registration = parts.mailProviders[provider]
  if (!registration) throw notRegistered(provider)
  const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri }
  const answer = await askForToken(parts, registration, grant).catch((cause: unknown) => {
    if (!(cause instanceof TokenFailure)) throw cause
    throw new Refusal('invalid', cause.message, 'code')
  })
  if ('error' in answer) throw new Refusal('invalid', `The provider gave no access: ${answer.words}`, 'code')
  const email = emailIn(answer.idToken)
  if (!email) throw new Refusal('invalid', 'The provider did not say which address the mailbox has', 'code')
  if (!answer.refreshToken)
    throw new Refusal('invalid', 'The provider gave access for an hour only. Try again.', 'code')
  const { idToken: _said, ...tokens } = answer
  return parts.work(accountId, actor, (work) => keep(work, connection, email, tokens))
}

async function keep(work: Work, { provider, actor }: Connection, email: string, tokens: ProviderTokens) {
  const inboxes = await listInboxes(work.tx, work.accountId, actor)
  const known = inboxes.find((inbox) => inbox.emailChannel?.email.toLowerCase() === email)
  const emailChannel = {
    email,
    provider,
    imapEnabled: true,
    imapLogin: email,
    imapPassword: '',
    imapAddress: '',
    imapPort: 993,
    imapEnableSsl: true,
    imapAuthentication: 'xoauth2' as const,
    smtpEnabled: true,
    smtpLogin: email,
    smtpPassword: '',
    smtpAddress: '',
    smtpPort: 587,
    smtpEnableSslTls: false,
    smtpEnableStarttlsAuto: true,
    smtpAuthentication: 'xoauth2' as const,
  }
  const name = email.slice(0, email.indexOf('@'))
  const id = known?.id ?? (await createInbox(work, { name, channelType: 'email', emailChannel }))
  if (known) await changeInbox(work, id, { emailChannel })
  await saveTokens(work.tx, work.secrets, id, tokens)
  return id
}

// It came over TLS from the provider itself, so its signature need not be looked at (OpenID Connect Core §3.1.3.7).
function emailIn(idToken = ''): string | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8'))
    const { email, preferred_username: name } = (claims ?? {}) as Record<string, unknown>
    const address = [email, name].find((one) => typeof one === 'string' && one.includes('@'))
    return typeof address === 'string' ? address.toLowerCase() : null
  } catch {
    return null
  }
}

function notRegistered(provider: 'google' | 'microsoft'): Refusal {
  const names = {
    google: 'Google: set GOOGLE_OAUTH_CLIENT_ID and GOOGLE_OAUTH_CLIENT_SECRET',
    microsoft: 'Microsoft: set AZURE_APP_ID and AZURE_APP_SECRET',
  }
  return new Refusal('invalid', `This installation is not registered with ${names[provider]}`, 'provider')
}
