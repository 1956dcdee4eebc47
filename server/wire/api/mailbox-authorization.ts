import { z } from 'zod'
import { authorizationBody, callbackQuery } from '../../../contract/http/mailboxes.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { answered, type Call } from '../../platform/http/route.ts'
import { authorizationUrl, connectAtProvider, newState, type Connection } from '../../features/mailboxes/index.ts'
import { administrator, inAccount, open, type MemberCaller } from '../access.ts'
import { parse } from '../parse.ts'

type Provider = Connection['provider']

/** Connecting mailboxes at Google and Microsoft without a password (OAuth 2). */
export const mailboxAuthorizationRoutes = (['google', 'microsoft'] as const).flatMap((provider) => [
  administrator('POST', inAccount(`/${provider}/authorization`), (call) => begin(call, provider), {
    summary: `Says where somebody allows the desk to work with their mailbox at ${nameOf(provider)}`,
    body: authorizationBody,
    returns: 'mailbox_authorization',
  }),
  open('GET', `/${provider}/callback`, (call) => finish(call, provider), {
    summary: `Takes somebody back from ${nameOf(provider)} and connects their mailbox`,
    query: callbackQuery,
  }),
])

const TEN_MINUTES = 600
const COOKIE = 'mailbox_authorization'
const begun = z.object({ accountId: z.number(), userId: z.number(), provider: z.enum(['google', 'microsoft']) })

async function begin(call: Call<MemberCaller>, provider: Provider) {
  const { email } = parse(authorizationBody, call.body)
  const { accountId, actor } = call.caller
  const state = newState()
  const url = authorizationUrl(
    call.ports.mailProviders,
    { provider, redirectUri: callback(call, provider) },
    state,
    email ?? undefined,
  )
  await call.ports.scratch.set(keyOf(state), JSON.stringify({ accountId, userId: actor.userId, provider }), TEN_MINUTES)
  // Only the browser that began may finish: nobody can be led to connect their mailbox with another company's account.
  const secure = call.origin.startsWith('https:') ? '; Secure' : ''
  const attributes = `Path=/${provider}/callback; HttpOnly; SameSite=Lax; Max-Age=${TEN_MINUTES}${secure}`
  call.reply.header('set-cookie', `${COOKIE}=${state}; ${attributes}`)
  return { success: true, url }
}

async function finish(call: Call<null>, provider: Provider) {
  const query = parse(callbackQuery, call.query)
  const cookie = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]+)`).exec(call.headers.cookie ?? '')?.[1]
  const kept = query.state && query.state === cookie ? await call.ports.scratch.take(keyOf(query.state)) : null
  const who = kept === null ? undefined : begun.parse(JSON.parse(kept))
  if (!who || who.provider !== provider) {
    throw new Refusal(
      'invalid',
      'This sign-in is not known any more. Begin again in the settings of the inbox.',
      'state',
    )
  }
  const settings = `/app/accounts/${who.accountId}/settings/inboxes`
  try {
    if (!query.code)
      throw new Refusal('invalid', query.error_description ?? query.error ?? 'The provider gave no code', 'code')
    const actor = { kind: 'agent' as const, userId: who.userId, role: 'administrator' as const }
    const connection = { accountId: who.accountId, actor, provider, redirectUri: callback(call, provider) }
    call.reply.redirect(`${settings}/${await connectAtProvider(call.ports, connection, query.code)}`, 303)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    call.reply.redirect(`${settings}/new?error=${encodeURIComponent(error.message)}`, 303)
  }
  return answered
}

function callback({ origin }: Call<unknown>, provider: Provider): string {
  return `${origin}/${provider}/callback`
}

function keyOf(state: string): string {
  return `mailbox-authorization:${state}`
}

function nameOf(provider: Provider): string {
  return provider === 'google' ? 'Google' : 'Microsoft'
}
