import { expect, test } from 'vitest'
import { aDesk } from '../../testing/desk.ts'
import { anApiInbox } from '../../testing/furnished.ts'

test('a page of any origin may call the public API, and nothing else', async () => {
  const desk = await aDesk()
  const { inbox_identifier: identifier } = await anApiInbox(desk)
  const url = `/public/api/v1/inboxes/${identifier}`
  const headers = { origin: 'https://shop.example', 'access-control-request-method': 'POST' }
  const asked = await desk.app.inject({ method: 'OPTIONS', url: `${url}/contacts`, headers })
  expect(asked.statusCode).toBe(204)
  expect(asked.headers['access-control-allow-methods']).toContain('POST')
  expect(asked.headers['access-control-allow-headers']).toContain('idempotency-key')
  for (const path of [url, '/public/api/v1/inboxes/unknown']) {
    const answer = await desk.app.inject({ url: path, headers })
    expect(answer.headers['access-control-allow-origin']).toBe('*')
    expect(answer.headers).not.toHaveProperty('access-control-allow-credentials')
  }
  const inside = await desk.app.inject({ url: '/api/v1/profile', headers })
  expect(inside.headers).not.toHaveProperty('access-control-allow-origin')
})
