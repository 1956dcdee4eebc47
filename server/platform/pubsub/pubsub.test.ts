import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startRedis, whyNoRedis, type TestRedis } from '../../testing/redis.ts'
import { createLog } from '../log/log.ts'
import { RedisAway } from '../redis/deadline.ts'
import { describePubSub } from './pubsub-contract.ts'
import { memoryPubSub } from './memory-pubsub.ts'
import { openPubSub } from './open-pubsub.ts'
import { redisPubSub } from './redis-pubsub.ts'

const silent = createLog({ level: 'silent' })

describe('pubsub in memory', () => {
  // Both ends are the same process, so they are the same object.
  let one = memoryPubSub({ log: silent })
  let opened = 0
  describePubSub('keeps the contract', async () => {
    if (opened++ % 2 === 0) one = memoryPubSub({ log: silent })
    return one
  })

  test('it is what opens without a Redis URL', async () => {
    const pubSub = await openPubSub({ log: silent })
    const got: string[] = []
    await pubSub.subscribe('t', (payload) => got.push(payload))
    await pubSub.publish('t', 'x')
    await vi.waitFor(() => expect(got).toEqual(['x']))
  })
})

describe.skipIf(whyNoRedis)(`pubsub through Redis${whyNoRedis ? ` (skipped: ${whyNoRedis})` : ''}`, () => {
  let redis: TestRedis
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())
  const open = (options: object = {}) => redisPubSub({ url: redis.url, log: silent, ...options })

  describePubSub('keeps the contract', open)

  test('after a crash of Redis all subscriptions work again, then onReconnect fires', async () => {
    const pubSub = await open()
    const got: string[] = []
    await pubSub.subscribe('before', (payload) => got.push(`before ${payload}`))
    const back = new Promise<void>((resolve) => void pubSub.onReconnect(resolve))
    await redis.kill()
    await vi.waitFor(() => expect(pubSub.publish('before', 'lost')).rejects.toThrow(RedisAway))
    await pubSub.subscribe('during', (payload) => got.push(`during ${payload}`))
    await redis.restart()
    await back
    await pubSub.publish('before', 'x')
    await pubSub.publish('during', 'y')
    await vi.waitFor(() => expect(got).toEqual(['before x', 'during y']))
    await pubSub.close()
  })

  test('while Redis hangs a publish rejects at its deadline, and the heartbeat finds a way back', async () => {
    const pubSub = await open({ deadlineMilliseconds: 100, heartbeatMilliseconds: 50 })
    const got: string[] = []
    await pubSub.subscribe('t', (payload) => got.push(payload))
    const back = new Promise<void>((resolve) => void pubSub.onReconnect(resolve))
    redis.pause()
    await expect(pubSub.publish('t', 'lost')).rejects.toThrow(RedisAway)
    await vi.waitFor(() => expect(pubSub.publish('t', 'lost')).rejects.toThrow('Redis is away'))
    redis.resume()
    await back
    got.length = 0
    await pubSub.publish('t', 'x')
    await vi.waitFor(() => expect(got).toEqual(['x']))
    await pubSub.close()
  })

  test('an outage is one line in the log when it begins and one when it ends', async () => {
    const lines: string[] = []
    const log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } })
    const pubSub = await redisPubSub({ url: redis.url, log })
    const back = new Promise<void>((resolve) => void pubSub.onReconnect(resolve))
    await redis.kill()
    await vi.waitFor(() => expect(pubSub.publish('t', 'lost')).rejects.toThrow(RedisAway))
    await expect(pubSub.publish('t', 'lost')).rejects.toThrow(RedisAway)
    await redis.restart()
    await back
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'Redis is away: what goes through it is lost until it is back',
      'Redis is back',
    ])
    await pubSub.close()
  })

  test('it opens while Redis is down, and works once Redis is up', async () => {
    await redis.kill()
    const pubSub = await open()
    const got: string[] = []
    await pubSub.subscribe('t', (payload) => got.push(payload))
    await redis.restart()
    await vi.waitFor(() => pubSub.publish('t', 'x'), { timeout: 10_000 })
    await vi.waitFor(async () => {
      await pubSub.publish('t', 'y')
      expect(got).toContain('y')
    })
    await pubSub.close()
  })
})
