import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startRedis, whyNoRedis, type TestRedis } from '../../testing/redis.ts'
import { createLog } from '../log/log.ts'
import { describeScratch } from './scratch-contract.ts'
import { memoryScratch } from './memory-scratch.ts'
import { redisScratch } from './redis-scratch.ts'

const silent = createLog({ level: 'silent' })

describe('scratch in memory', () => {
  let time = 0
  describeScratch('keeps the contract', {
    open: async () => memoryScratch({ now: () => time }),
    pass: async (seconds, check) => {
      time += seconds * 1000
      await check()
    },
  })

  test('past its bound the oldest value goes', async () => {
    const scratch = memoryScratch({ mostEntries: 2 })
    for (const key of ['a', 'b', 'c']) await scratch.set(key, key, 60)
    expect(await Promise.all(['a', 'b', 'c'].map((key) => scratch.get(key)))).toEqual([null, 'b', 'c'])
    await scratch.close()
  })
})

describe.skipIf(whyNoRedis)(`scratch in Redis${whyNoRedis ? ` (skipped: ${whyNoRedis})` : ''}`, () => {
  let redis: TestRedis
  let opened = 0
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())

  describeScratch('keeps the contract', {
    open: () => redisScratch({ url: redis.url, log: silent, prefix: `test-${opened++}:` }),
    pass: (_seconds, check) => vi.waitFor(check, { timeout: 10_000, interval: 20 }),
  })

  test('while Redis is away it knows nothing, fails nothing and says so once; afterwards it works again', async () => {
    const lines: string[] = []
    const log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } })
    const scratch = await redisScratch({ url: redis.url, log })
    await redis.kill()
    await scratch.set('k', 'v', 60)
    await scratch.delete('k')
    expect(await scratch.get('k')).toBeNull()
    expect(await scratch.take('k')).toBeNull()
    expect(await scratch.increment('c', 60)).toBe(0)
    expect(await scratch.touch('s', 'm', 60)).toBe(false)
    expect(await scratch.leave('s', 'm')).toBe(false)
    expect(await scratch.members('s')).toEqual([])
    await redis.restart()
    await vi.waitFor(async () => expect(await scratch.increment('c', 60)).toBe(1), { timeout: 10_000 })
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'Redis is away: what goes through it is lost until it is back',
      'Redis is back',
    ])
    await scratch.close()
  })
})
