import { expect, test } from 'vitest'
import { aDesk } from '../../testing/desk.ts'
import { anAgent } from '../../testing/people.ts'

const path = '/api/v1/notification_subscriptions'
const browser = { endpoint: 'https://push.example/1', p256dh: 'p', auth: 'a' }
const phone = { device_id: 'd1', push_token: 't1', deviceName: 'Phone' }

const rows = (desk: Awaited<ReturnType<typeof aDesk>>) =>
  desk.database.db.selectFrom('push_subscriptions').select(['user_id', 'identifier']).orderBy('identifier').execute()

test('a browser that subscribes twice is one subscription, of whoever did so last', async () => {
  const desk = await aDesk()
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben' })
  const body = { subscription_type: 'browser_push', subscription_attributes: browser }
  const first = await desk.ada.post(path, { notification_subscription: body })
  const again = await desk.ada.post(path, body)
  expect(again.body.id).toBe(first.body.id)
  await ben.post(path, body)
  expect(await rows(desk)).toEqual([{ user_id: ben.user.id, identifier: browser.endpoint }])
})

test('a phone unsubscribes by its push token, and nobody for somebody else', async () => {
  const desk = await aDesk()
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben' })
  const subscribed = await desk.ada.post(path, { subscription_type: 'fcm', subscription_attributes: phone })
  expect(subscribed.body).toMatchObject({ identifier: 'd1', subscription_attributes: phone })
  expect((await ben.delete(path, { push_token: 't1' })).status).toBe(200)
  expect(await rows(desk)).toHaveLength(1)
  expect((await desk.ada.delete(path, { push_token: 't1' })).status).toBe(200)
  expect(await rows(desk)).toEqual([])
})

test('what names no browser and no phone is refused', async () => {
  const desk = await aDesk()
  for (const [type, attributes] of [
    ['browser_push', {}],
    ['browser_push', { endpoint: 'http://push.example' }],
    ['browser_push', { endpoint: 'javascript:alert(1)' }],
    ['fcm', { device_id: '' }],
    ['fcm', { device_id: { a: 1 } }],
    ['fcm', { device_id: 'd', more: 'x'.repeat(5000) }],
  ] as const) {
    const answer = await desk.ada.post(path, { subscription_type: type, subscription_attributes: attributes })
    expect([answer.status, answer.body.attributes]).toEqual([422, ['subscription_attributes']])
  }
  const pigeon = await desk.ada.post(path, { subscription_type: 'pigeon', subscription_attributes: phone })
  expect([pigeon.status, pigeon.body.attributes]).toEqual([422, ['subscription_type']])
})
