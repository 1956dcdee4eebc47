import { z } from 'zod'
import { endPushBody, pushIdentifier, pushSubscriptionBody, tryPushBody } from '../../../contract/http/sign-in.ts'
import { invalid, notFound } from '../../kernel/refusal.ts'
import { findPushKeys, pushContact, sendPush } from '../../features/notifications/index.ts'
import {
  loadBrowser,
  removeBrowser,
  subscribeToPush,
  unsubscribeFromPush,
  type Person,
  type PushSubscription,
} from '../../features/people/index.ts'
import type { Call } from '../../platform/http/route.ts'
import { signedIn } from '../access.ts'
import { parse, unwrap } from '../parse.ts'
import { iso } from '../present/shown.ts'
import { inOwnName } from './session.ts'

// Whoever tries it out looks at the screen.
const TRIAL_SECONDS = 60

const path = '/api/v1/notification_subscriptions'

/** The browsers and phones that notifications are pushed to (contract 2.3). */
export const pushSubscriptionRoutes = [
  signedIn(
    'POST',
    path,
    async (call) => {
      const body = parse(pushSubscriptionBody, unwrap(call.body, 'notification_subscription'))
      const { subscription_type: type, subscription_attributes: attributes } = body
      const identifier = identifierOf(type, attributes)
      const { person, clientId } = call.caller
      const stored = await inOwnName(call, person, (work) =>
        subscribeToPush(work, person.id, { type, identifier, attributes, clientId }),
      )
      return row(stored)
    },
    {
      summary: 'Subscribes a browser or phone to notifications',
      body: pushSubscriptionBody,
      returns: 'push_subscription',
    },
  ),
  signedIn(
    'DELETE',
    path,
    async (call) => {
      const { push_token: token } = parse(endPushBody, { ...call.query, ...(call.body as object) })
      const { person } = call.caller
      await inOwnName(call, person, (work) => unsubscribeFromPush(work, person.id, token))
      return {}
    },
    { summary: 'Ends a subscription to notifications', body: endPushBody },
  ),
  signedIn('POST', `${path}/try`, tryPush, {
    summary: 'Sends a note to one of the own browsers and says how that went',
    body: tryPushBody,
    returns: 'push_trial',
  }),
]

/** Ours: what the push service answers is for whoever set it up here. */
async function tryPush(call: Call<{ person: Person }>) {
  const { push_token: endpoint, title, body } = parse(tryPushBody, unwrap(call.body, 'notification_subscription'))
  const { ports, caller } = call
  const browser = await loadBrowser(ports.db, caller.person.id, endpoint)
  const keys = await findPushKeys(ports.db, ports.secrets)
  if (!keys) throw notFound()
  const data = { title, body, tag: 'porchlight-trial', url: '/app', icon: '', locale: '', trial: 1 }
  const note = { data, ttlSeconds: TRIAL_SECONDS, contact: pushContact(ports.mail.installation) }
  const outcome = await sendPush(ports.outgoing, browser, { keys, note })
  if (outcome.state === 'gone') await inOwnName(call, caller.person, (work) => removeBrowser(work, browser.id))
  return { sent: outcome.state === 'brought', answer: 'answer' in outcome ? outcome.answer : '' }
}

// Browsers are told apart by their endpoint, phones by their device.
function identifierOf(type: PushSubscription['type'], attributes: Record<string, unknown>): string {
  const name = type === 'browser_push' ? 'endpoint' : 'device_id'
  const value = attributes[name] ?? (type === 'fcm' ? attributes['push_token'] : undefined)
  const isWhole = type === 'fcm' || isHttps(value)
  const wholeSize = JSON.stringify(attributes).length <= 4000
  const result = z.union([endpoint, pushIdentifier]).safeParse(value)
  if (!result.success || result.data === '' || !isWhole || !wholeSize) {
    throw invalid('subscription_attributes', `subscription_attributes: ${name} must name the browser or phone`)
  }
  return result.data
}

const endpoint = z.url({ protocol: /^https$/ }).max(1000)

function isHttps(value: unknown): boolean {
  return endpoint.safeParse(value).success
}

function row(stored: PushSubscription) {
  return {
    id: stored.id,
    user_id: stored.userId,
    subscription_type: stored.type,
    identifier: stored.identifier,
    subscription_attributes: stored.attributes,
    created_at: iso(stored.createdAt),
    updated_at: iso(stored.updatedAt),
  }
}
