import { beforeEach, expect, test, vi } from 'vitest'
import { createIdentity } from './identity.ts'
import type { VisitorStorage } from './visitor-storage.ts'
import { Refused, Unreachable, type WidgetApi } from './widget-api.ts'

let memory: Map<string, string>
let told: string[]
let config: ReturnType<typeof vi.fn<() => Promise<object>>>

const api = () => ({ config }) as unknown as WidgetApi // the only path that is asked
const storage = (): VisitorStorage => ({
  read: (key) => memory.get(key),
  write: (key, value) => void memory.set(key, value),
  remove: (key) => void memory.delete(key),
  keys: () => [...memory.keys()],
  wipe: () => memory.clear(),
})
const anIdentity = (rememberedToken?: string) =>
  createIdentity({ freshToken: 'fresh', freshPubsubToken: 'fresh-p', rememberedToken }, storage(), (token) =>
    told.push(token),
  )

beforeEach(() => {
  memory = new Map()
  told = []
  config = vi.fn<() => Promise<object>>(async () => ({ contact: { pubsub_token: 'p' } }))
})

test('a visitor who only looks is not remembered', () => {
  const identity = anIdentity()
  expect(identity.state).toEqual({ token: 'fresh', pubsubToken: 'fresh-p', returning: false })
  expect(memory.size).toBe(0)
  expect(told).toEqual([])
})

test('with the first message the visitor is remembered, and the host page is told once', () => {
  const identity = anIdentity()
  identity.keep()
  identity.keep()
  expect(memory.get('token')).toBe('fresh')
  expect(told).toEqual(['fresh'])
})

test('a remembered token is used instead of the fresh one, with the pubsub token that belongs to it', async () => {
  const identity = anIdentity('remembered')
  expect(identity.state).toEqual({ token: 'remembered', pubsubToken: '', returning: true })
  await identity.confirm(api())
  expect(identity.state.pubsubToken).toBe('p')
})

test('a token that is no longer good is forgotten, one that cannot be checked is not', async () => {
  memory.set('token', 'old')
  const identity = anIdentity()
  config.mockRejectedValueOnce(new Unreachable('away'))
  await expect(identity.confirm(api())).rejects.toThrow(Unreachable)
  expect(identity.state.token).toBe('old')
  config.mockRejectedValueOnce(new Refused(401, 'expired'))
  await identity.confirm(api())
  expect(identity.state).toEqual({ token: 'fresh', pubsubToken: 'fresh-p', returning: false })
  expect(memory.has('token')).toBe(false)
})

test('a second tab becomes the visitor that the first tab already is', () => {
  const [one, other] = [anIdentity(), anIdentity()]
  one.state.token = 'first tab'
  one.keep()
  other.keep()
  expect(other.state.token).toBe('first tab')
  expect(other.state.pubsubToken).toBe('')
})
