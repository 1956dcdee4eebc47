import { expect, test } from 'vitest'
import { aDesk } from '../../testing/desk.ts'

test('pages of any origin may call the public API, and no other', async () => {
  const { app } = await aDesk()
  const preflight = await app.inject({ method: 'OPTIONS', url: '/public/api/v1/inboxes/x/contacts' })
  expect(preflight.statusCode).toBe(204)
  expect(preflight.headers['access-control-allow-origin']).toBe('*')
  const refused = await app.inject({ method: 'GET', url: '/public/api/v1/inboxes/x' })
  expect(refused.headers['access-control-allow-origin']).toBe('*')
  const inside = await app.inject({ method: 'GET', url: '/api/v1/profile' })
  expect(inside.headers['access-control-allow-origin']).toBeUndefined()
})
