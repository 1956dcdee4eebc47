import { expect, test } from 'vitest'
import { blankWebhook, readWebhook, webhookEvents, webhookName, writeWebhook } from './webhook-draft.ts'

const webhook = {
  id: 1,
  name: null,
  url: 'https://shop.example/in?x=1',
  subscriptions: ['contact_created', 'message_created'],
  secret: '',
  signing_secret: '',
  health: {} as never,
}

test('a form that was not touched sends what was stored, in the order of the list', () => {
  const written = writeWebhook(readWebhook({ ...webhook, inbox: { id: 7, name: 'Help' } }))
  expect(written).toEqual({
    name: '',
    url: webhook.url,
    subscriptions: ['message_created', 'contact_created'],
    inbox_id: 7,
  })
  expect(writeWebhook(blankWebhook()).inbox_id).toBeNull()
})

test('a new webhook begins with events that exist', () => {
  const names: readonly string[] = webhookEvents
  expect(blankWebhook().subscriptions.filter((one) => !names.includes(one))).toEqual([])
})

test('a webhook without a name is called by its host', () => {
  expect(webhookName(webhook)).toBe('shop.example')
  expect(webhookName({ ...webhook, name: 'Shop' })).toBe('Shop')
})
