import type { Log } from '../log/log.ts'
import { openRedis, type RedisOptions } from '../redis/open-redis.ts'
import type { Scratch } from './scratch.ts'

// A set is a sorted set of members scored by the time they run out. All three scripts take that time from Redis, so the clocks of
// the nodes need not agree.
const NOW = `local time = redis.call('TIME') local now = time[1] * 1000 + math.floor(time[2] / 1000) `
const TOUCH = `${NOW}
  local ends = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or 0)
  redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
  if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
  return ends <= now and 1 or 0`
const LEAVE = `${NOW}
  local ends = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or 0)
  redis.call('ZREM', KEYS[1], ARGV[1])
  return ends > now and 1 or 0`
const MEMBERS = `${NOW}
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
  return redis.call('ZRANGE', KEYS[1], 0, -1)`

/** Keeps scratch in Redis, shared by all nodes. While Redis is away reads find nothing, counters answer 0 and writes are dropped. */
export async function redisScratch(options: RedisOptions & { log: Log }): Promise<Scratch> {
  const redis = await openRedis({ ...options, log: options.log.child({ part: 'scratch' }) })
  const value = (key: string) => `${redis.prefix}value:${key}`
  const set = (name: string) => `${redis.prefix}set:${name}`
  const orWhenAway =
    <T>(answer: T) =>
    (error: unknown): T => {
      redis.forgive(error)
      return answer
    }
  const script = (text: string, name: string, ...args: string[]) =>
    redis.run((client) => client.eval(text, { keys: [set(name)], arguments: args }))

  return {
    get: (key) => redis.run((client) => client.get(value(key))).catch(orWhenAway(null)),
    set: async (key, text, ttlSeconds) => {
      const expiration = { type: 'PX', value: milliseconds(ttlSeconds) } as const
      await redis.run((client) => client.set(value(key), text, { expiration })).catch(redis.forgive)
    },
    delete: async (key) => void (await redis.run((client) => client.del(value(key))).catch(redis.forgive)),
    take: (key) => redis.run((client) => client.getDel(value(key))).catch(orWhenAway(null)),
    increment: async (key, ttlSeconds) => {
      const start = { expiration: { type: 'PX', value: milliseconds(ttlSeconds) }, condition: 'NX' } as const
      const count = redis.run((client) => client.multi().set(value(key), '0', start).incr(value(key)).exec())
      const [, hits] = await count.catch(orWhenAway([]))
      return Number(hits ?? 0)
    },
    touch: async (name, member, ttlSeconds) =>
      (await script(TOUCH, name, member, String(milliseconds(ttlSeconds))).catch(orWhenAway(0))) === 1,
    leave: async (name, member) => (await script(LEAVE, name, member).catch(orWhenAway(0))) === 1,
    members: async (name) => (await script(MEMBERS, name).catch(orWhenAway([]))) as string[],
    close: async () => redis.close(),
  }
}

function milliseconds(seconds: number): number {
  return Math.max(1, Math.ceil(seconds * 1000))
}
