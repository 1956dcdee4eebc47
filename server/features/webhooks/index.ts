export { changeWebhook, createWebhook, removeWebhook } from './change-webhook.ts'
export type { DeliveryRules } from './deliver.ts'
export {
  backlogsOf,
  listDeliveries,
  loadDelivery,
  type Attempt,
  type Backlog,
  type DeliveryView,
  type ListedDelivery,
} from './delivery-list.ts'
export { createDispatcher } from './dispatch.ts'
export type { Endpoint } from './endpoint.ts'
export { switchOn } from './endpoint-health.ts'
export { endpointsOfWebhooks, loadEndpoint } from './endpoint-store.ts'
export { followEvents, type Render } from './follow-events.ts'
export type { Notice } from './notice.ts'
export { replayBatch, replayTask, startReplay } from './replay.ts'
export { listReplays, type Replay } from './replay-store.ts'
export { resend } from './resend.ts'
export { resetWebhookSecret } from './reset-secret.ts'
export { USUAL_PAUSES } from './retry-schedule.ts'
export { sendTest } from './send-test.ts'
export { standardSecret } from './sign.ts'
export { sweepDeliveries, sweepDeliveriesTask } from './sweep-deliveries.ts'
export { tellNow } from './tell-now.ts'
export { WEBHOOK_SECRET } from './webhook-secret.ts'
export { hasWebhooks, listWebhooks, loadWebhook } from './webhook-store.ts'
export type { Webhook } from './webhook.ts'
