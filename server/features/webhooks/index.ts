export { changeWebhook, createWebhook, removeWebhook, WEBHOOK_SECRET } from './change-webhook.ts'
export { hasWebhooks, listWebhooks, loadWebhook } from './webhook-store.ts'
export type { Webhook } from './webhook.ts'
