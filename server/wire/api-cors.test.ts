import { expect, test } from 'vitest'
import { aDesk, testPassword } from '../testing/desk.ts'

const origin = { origin: 'https://client.example' }

test('where it is allowed a page of another origin reads the headers of a sign-in', async () => {
  const desk = await aDesk({ ENABLE_API_CORS: 'yes' })
  const asked = await desk.app.inject({ method: 'OPTIONS', url: '/auth/sign_in', headers: origin })
  expect(asked.statusCode).toBe(204)
  expect(asked.headers['access-control-allow-headers']).toContain('api_access_token')
  const payload = { email: 'ada@lamp.example', password: testPassword }
  const answer = await desk.app.inject({ method: 'POST', url: '/auth/sign_in', headers: origin, payload })
  expect(answer.headers['access-control-allow-origin']).toBe('*')
  expect(answer.headers).not.toHaveProperty('access-control-allow-credentials')
  const exposed = String(answer.headers['access-control-expose-headers']).split(', ')
  expect(exposed.toSorted()).toEqual(['access-token', 'client', 'expiry', 'token-type', 'uid'])
  const refused = await desk.app.inject({ url: '/api/v1/profile', headers: origin })
  expect([refused.statusCode, refused.headers['access-control-allow-origin']]).toEqual([401, '*'])
})

test('where it is not allowed no page of another origin reads anything', async () => {
  const desk = await aDesk()
  const answer = await desk.app.inject({ url: '/api/v1/profile', headers: origin })
  expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
})
