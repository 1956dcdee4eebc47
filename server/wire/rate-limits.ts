import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Ports } from '../platform/http/ports.ts'
import { limit, type Rate } from '../platform/http/rate-limit.ts'

/** What an installation says about its limits. */
export interface RateLimits {
  isOn: boolean
  /** Addresses whose requests are not counted. */
  allowedIps: string[]
  requestsPerMinute: number
  widgetConversationsPerHour: number
}

type Scope = 'ip' | 'account' | 'user' | 'inbox'

interface Limited {
  name: string
  /** Method and path, as the route table spells them. */
  route: RegExp
  per: Scope
  rate: Rate
}

const HALF_HOUR = 1800
const HOUR = 3600

/** The limits of contract 2.1, by name. Where a whole office would share a visitor's limit, it is wider than upstream's. */
function limitsOf(settings: RateLimits): Limited[] {
  const path = '/api/v1'
  const account = `${path}/accounts/:account_id`
  const line = (name: string, route: string, per: Scope, rate: [number, number]): Limited => ({
    name,
    route: new RegExp(`^${route}$`),
    per,
    rate: { hits: rate[0], seconds: rate[1] },
  })
  return [
    line('password', 'POST /auth/password', 'ip', [5, HALF_HOUR]),
    line('confirmation', `POST (/resend_confirmation|${path}/profile/resend_confirmation)`, 'ip', [5, HALF_HOUR]),
    line('sign-up', 'POST /api/v[12]/accounts', 'ip', [5, HALF_HOUR]),
    line('widget-conversations', `POST ${path}/widget/conversations`, 'ip', [
      settings.widgetConversationsPerHour,
      HOUR,
    ]),
    line('widget-contact', `PATCH ${path}/widget/contact`, 'ip', [600, HOUR]),
    line('widget-transcript', `POST ${path}/widget/conversations/transcript`, 'inbox', [1000, HOUR]),
    line('transcript', `POST ${account}/conversations/:number/transcript`, 'account', [1000, HOUR]),
    line('upload', `POST ${account}/upload`, 'account', [60, HOUR]),
    line('contact-search', `GET ${account}/contacts/search`, 'account', [100, 60]),
    line('reports-account', 'GET /api/v2/accounts/:account_id/reports.*', 'account', [1000, 60]),
    line('reports', 'GET /api/v2/accounts/:account_id/reports.*', 'user', [100, 60]),
    line('conversation-counts', `GET ${account}/conversations/meta`, 'user', [120, 60]),
  ]
}

/**
 * Limits how often things may be asked for. The limits on guessing passwords and codes are not among these: they stand where the
 * guess is checked, and cannot be switched off.
 */
export function limitRequests(app: FastifyInstance, ports: Ports, settings: RateLimits): void {
  if (!settings.isOn) return
  const limits = limitsOf(settings)
  const everything: Rate = { hits: settings.requestsPerMinute, seconds: 60 }
  const isCounted = ({ ip }: FastifyRequest) => !settings.allowedIps.includes(ip.replace(/^::ffff:/, ''))
  app.addHook('onRequest', async (request) => {
    if (isCounted(request) && request.routeOptions.url !== '/health') {
      await limit(ports.scratch, `requests:${request.ip}`, everything)
    }
  })
  // After authentication: a stranger must not use up the limit of an account.
  app.addHook('preHandler', async (request) => {
    if (!isCounted(request)) return
    const route = `${request.method} ${request.routeOptions.url ?? ''}`
    for (const { name, per, rate } of limits.filter((one) => one.route.test(route))) {
      await limit(ports.scratch, `${name}:${keyOf(request, per)}`, rate)
    }
  })
}

function keyOf(request: FastifyRequest, per: Scope): string {
  if (per === 'ip') return request.ip
  const params = request.params as Record<string, string>
  if (per === 'account') return `account:${params['account_id'] ?? ''}`
  if (per === 'inbox') return digest(String((request.query as Record<string, unknown>)['website_token'] ?? ''))
  const { uid, api_access_token: token } = request.headers
  return digest(String(uid ?? token ?? request.ip))
}

// Tokens are not kept in clear, not even as the name of a count.
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}
