import { beforeEach, expect, test, vi } from 'vitest'
import { ContactRequests, setUser } from './contact-requests.ts'
import { Refused, Unreachable } from './widget-api.ts'

let known: { contact: boolean; conversation: boolean }
let lastUser: string | undefined
let call: ReturnType<typeof vi.fn>
let refused: ReturnType<typeof vi.fn<() => void>>
let somebodyElse: string | undefined
let requests: ContactRequests

beforeEach(() => {
  known = { contact: false, conversation: false }
  lastUser = somebodyElse = undefined
  call = vi.fn(async () => ({}))
  refused = vi.fn<() => void>()
  requests = new ContactRequests({
    api: { call: call as never, address: (path) => path },
    has: (what) => known[what],
    lastUser: { read: () => lastUser, write: (fingerprint) => (lastUser = fingerprint) },
    refused,
    becameSomebodyElse: (token) => (somebodyElse = token),
  })
})

const asked = () => call.mock.calls.map(([method, path]) => `${method} ${path}`)

test('nothing is asked of the server before there is a contact', async () => {
  requests.ask(setUser(7, { name: 'Mo' }))
  requests.ask({ needs: 'conversation', method: 'POST', path: 'labels', body: { label: 'vip' } })
  await requests.flush()
  expect(call).not.toHaveBeenCalled()
  known = { contact: true, conversation: true }
  await requests.flush()
  expect(asked()).toEqual(['PATCH contact/set_user', 'POST labels'])
})

test('the same user is told to the server once', async () => {
  known.contact = true
  requests.ask(setUser('7', { name: 'Mo' }))
  await requests.flush()
  requests.ask(setUser('7', { name: 'Mo' }))
  await requests.flush()
  expect(asked()).toEqual(['PATCH contact/set_user'])
  requests.ask(setUser('7', { name: 'Mo Salah' }))
  await requests.flush()
  expect(call).toHaveBeenCalledTimes(2)
})

test('what the server cannot be asked now is asked later, and a refusal is reported', async () => {
  known.contact = true
  call.mockRejectedValueOnce(new Unreachable('away'))
  requests.ask(setUser('7', { name: 'Mo', identifier_hash: 'wrong' }))
  await requests.flush()
  expect(refused).not.toHaveBeenCalled()
  call.mockRejectedValueOnce(new Refused(401, 'HMAC failed'))
  await requests.flush()
  expect(refused).toHaveBeenCalledOnce()
  await requests.flush()
  expect(call).toHaveBeenCalledTimes(2)
})

test('a visitor who turns out to be somebody else gets their token', async () => {
  known.contact = true
  call.mockResolvedValueOnce({ widget_auth_token: 'other' })
  requests.ask(setUser('8', { email: 'ada@example.com' }))
  await requests.flush()
  expect(somebodyElse).toBe('other')
})
