import { deliveriesQuery, replayBody } from '../../../contract/http/webhook-deliveries.ts'
import { notFound } from '../../kernel/refusal.ts'
import { loadAccount } from '../../features/accounts/index.ts'
import {
  listDeliveries,
  listReplays,
  loadDelivery,
  loadEndpoint,
  resend,
  resetWebhookSecret,
  sendTest,
  startReplay,
  switchOn,
  type DeliveryRules,
  type Endpoint,
} from '../../features/webhooks/index.ts'
import type { Call } from '../../platform/http/route.ts'
import type { Work } from '../../platform/http/ports.ts'
import { administrator, inAccount, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { delivery, deliveryWithAttempts, replay } from '../present/webhook-delivery.ts'
import { oneWebhook } from './webhooks.ts'

type MemberCall = Call<MemberCaller>

const one = (rest: string) => inAccount(`/webhooks/:id${rest}`)

/** How the deliveries of a webhook went, and what is done about it. Ours, beside contract 2.14. */
export function webhookDeliveryRoutes(rules: DeliveryRules) {
  return [
    administrator('GET', one('/deliveries'), index, {
      summary: 'Lists the deliveries of a webhook, newest first',
      query: deliveriesQuery,
      returns: 'webhook_deliveries',
    }),
    administrator('GET', one('/deliveries/:delivery'), show, {
      summary: 'Shows a delivery with what was sent and answered',
      returns: 'webhook_delivery_with_attempts',
    }),
    administrator('POST', one('/deliveries/:delivery/resend'), again, {
      summary: 'Sends a delivery again, under the same id',
      returns: 'webhook_delivery_with_attempts',
    }),
    administrator('GET', one('/replays'), replays, {
      summary: 'Lists the last replays of a webhook, with how far each is',
      returns: 'webhook_replays',
    }),
    administrator('POST', one('/replays'), begin, {
      summary: 'Sends a webhook once more what happened in a range of time',
      body: replayBody,
      returns: 'webhook_replays',
    }),
    administrator('POST', one('/test'), (call) => test(call, rules), {
      summary: 'Sends something harmless to a webhook and shows the answer',
      returns: 'webhook_delivery_with_attempts',
    }),
    administrator('POST', one('/switch_on'), on, {
      summary: 'Sends to a webhook again that was switched off',
      returns: 'webhook_reply',
    }),
    administrator('POST', one('/reset_secret'), reset, {
      summary: 'Gives a webhook a new secret; the one before signs too for a day',
      returns: 'webhook_reply',
    }),
  ]
}

async function index(call: MemberCall) {
  const endpoint = await endpointOf(call)
  const { deliveries, nextCursor } = await listDeliveries(call.ports.db, endpoint, parse(deliveriesQuery, call.query))
  return { payload: deliveries.map(delivery), meta: { next_cursor: nextCursor } }
}

async function show(call: MemberCall) {
  return shown(call, await endpointOf(call), deliveryIdOf(call))
}

async function again(call: MemberCall) {
  const endpoint = await endpointOf(call)
  await change(call, (work) => resend(work, endpoint, deliveryIdOf(call)))
  return shown(call, endpoint, deliveryIdOf(call))
}

async function replays(call: MemberCall) {
  return { payload: (await listReplays(call.ports.db, await endpointOf(call))).map(replay) }
}

async function begin(call: MemberCall) {
  const { from, until, only_missed: onlyMissed = true } = parse(replayBody, unwrap(call.body, 'replay'))
  const endpoint = await endpointOf(call)
  await change(call, (work) => startReplay(work, endpoint, { from, until: until ?? work.now, onlyMissed }))
  return replays(call)
}

async function test(call: MemberCall, rules: DeliveryRules) {
  const { accountId, actor } = call.caller
  const endpoint = await endpointOf(call)
  const { id, name } = await loadAccount(call.ports.db, accountId)
  const body = { account: { id, name }, sent_at: call.ports.now().toISOString() }
  return shown(call, endpoint, await sendTest(call.ports, rules, { actor, endpoint, body }))
}

async function on(call: MemberCall) {
  const endpoint = await endpointOf(call)
  await change(call, (work) => switchOn(work, endpoint))
  return oneWebhook(call, idOf(call.params['id']))
}

async function reset(call: MemberCall) {
  const id = idOf(call.params['id'])
  await change(call, (work) => resetWebhookSecret(work, id))
  return oneWebhook(call, id)
}

function endpointOf(call: MemberCall): Promise<Endpoint> {
  return loadEndpoint(call.ports.db, call.caller.accountId, idOf(call.params['id']))
}

// There are more deliveries than an integer counts.
function deliveryIdOf(call: MemberCall): number {
  const id = Number(call.params['delivery'])
  if (!/^\d{1,15}$/.test(call.params['delivery'] ?? '')) throw notFound()
  return id
}

async function shown(call: MemberCall, endpoint: Endpoint, id: number) {
  return deliveryWithAttempts(await loadDelivery(call.ports.db, endpoint, id))
}

function change<T>(call: MemberCall, action: (work: Work) => Promise<T>): Promise<T> {
  return call.ports.work(call.caller.accountId, call.caller.actor, action)
}
