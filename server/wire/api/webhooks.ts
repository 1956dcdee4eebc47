import { newWebhookBody, webhookBody } from '../../../contract/http/webhooks.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  backlogsOf,
  changeWebhook,
  createWebhook,
  endpointsOfWebhooks,
  listWebhooks,
  loadWebhook,
  removeWebhook,
  WEBHOOK_SECRET,
  type Webhook,
} from '../../features/webhooks/index.ts'
import { administrator, inAccount, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { webhook } from '../present/webhook.ts'

type MemberCall = Call<MemberCaller>

/** Addresses that are told what happens (contract 2.14). */
export const webhookRoutes = [
  administrator('GET', inAccount('/webhooks'), index, { summary: 'Lists the webhooks', returns: 'webhooks' }),
  administrator('POST', inAccount('/webhooks'), create, {
    summary: 'Creates a webhook',
    body: newWebhookBody,
    returns: 'webhook_reply',
  }),
  administrator('PATCH', inAccount('/webhooks/:id'), update, {
    summary: 'Changes a webhook',
    body: webhookBody,
    returns: 'webhook_reply',
  }),
  administrator('DELETE', inAccount('/webhooks/:id'), remove, { summary: 'Removes a webhook' }),
]

async function index(call: MemberCall) {
  const webhooks = await listWebhooks(call.ports.db, call.caller.accountId)
  return { payload: { webhooks: await show(call, webhooks) } }
}

async function create(call: MemberCall) {
  const input = parse(newWebhookBody, unwrap(call.body, 'webhook'))
  const { accountId, actor } = call.caller
  const id = await call.ports.work(accountId, actor, (work) =>
    createWebhook(work, { ...input, inboxId: input.inbox_id }),
  )
  return oneWebhook(call, id)
}

async function update(call: MemberCall) {
  const id = idOf(call.params['id'])
  const changes = parse(webhookBody, unwrap(call.body, 'webhook'))
  await call.ports.work(call.caller.accountId, call.caller.actor, (work) =>
    changeWebhook(work, id, { ...changes, inboxId: changes.inbox_id }),
  )
  return oneWebhook(call, id)
}

async function remove(call: MemberCall) {
  const id = idOf(call.params['id'])
  await call.ports.work(call.caller.accountId, call.caller.actor, (work) => removeWebhook(work, id))
  return {}
}

/** The answer about one webhook. */
export async function oneWebhook(call: MemberCall, id: number) {
  const [shown] = await show(call, [await loadWebhook(call.ports.db, call.caller.accountId, id)])
  return { payload: { webhook: shown } }
}

async function show(call: MemberCall, webhooks: Webhook[]) {
  const { db, secrets } = call.ports
  const endpoints = await endpointsOfWebhooks(db, call.caller.accountId)
  const ids = webhooks.flatMap(({ id }) => endpoints.get(id)?.id ?? [])
  const backlogs = await backlogsOf(db, ids)
  return webhooks.flatMap((one) => {
    const endpoint = endpoints.get(one.id)
    // Every webhook has one; this one went between the two questions.
    if (!endpoint) return []
    const backlog = backlogs.get(endpoint.id) ?? { waiting: 0, failed: 0 }
    return [webhook(one, secrets.decrypt(one.secretEncrypted, WEBHOOK_SECRET), { endpoint, backlog })]
  })
}
