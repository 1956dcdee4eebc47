import type { Webhook, WebhookInput } from '../../../api/webhooks.ts'

/** What other programs can be told of, in the order of the form (contract 4.1). */
export const webhookEvents = [
  'message_created',
  'message_updated',
  'conversation_created',
  'conversation_status_changed',
  'conversation_updated',
  'contact_created',
  'contact_updated',
  'inbox_created',
  'inbox_updated',
  'webwidget_triggered',
  'conversation_typing_on',
  'conversation_typing_off',
] as const

export interface WebhookDraft {
  name: string
  url: string
  subscriptions: string[]
  /** 0: of all inboxes. */
  inbox: number
}

export function blankWebhook(): WebhookDraft {
  return { name: '', url: '', subscriptions: ['message_created', 'conversation_created'], inbox: 0 }
}

export function readWebhook({ name, url, subscriptions, inbox }: Webhook): WebhookDraft {
  return { name: name ?? '', url, subscriptions: [...subscriptions], inbox: inbox?.id ?? 0 }
}

export function writeWebhook({ name, url, subscriptions, inbox }: WebhookDraft): WebhookInput {
  return {
    name,
    url,
    subscriptions: webhookEvents.filter((one) => subscriptions.includes(one)),
    inbox_id: inbox || null,
  }
}

/** What a webhook is called: its name, else where it goes. */
export function webhookName({ name, url }: Pick<Webhook, 'name' | 'url'>): string {
  return name || (URL.canParse(url) ? new URL(url).host : url)
}
