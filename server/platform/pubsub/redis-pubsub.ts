import type { Log } from '../log/log.ts'
import { openRedis, type Redis, type RedisOptions } from '../redis/open-redis.ts'
import { Listeners } from './listeners.ts'
import type { PubSub } from './pubsub.ts'

/** Passes messages between processes through Redis. After an outage every subscription is made again before `onReconnect` fires;
 * while Redis is away `publish` rejects within the deadline and `subscribe` takes effect on its return. */
export async function redisPubSub(options: RedisOptions & { log: Log }): Promise<PubSub> {
  const log = options.log.child({ part: 'pubsub' })
  const redis = await openRedis({ ...options, log })
  const listeners = new Listeners(log)
  const reconnected = new Set<() => void>()
  const channels = followListeners(redis, listeners)
  redis.onReturn(async () => {
    await channels.restore()
    for (const tell of reconnected) tell()
  })

  return {
    publish: async (topic, payload) => {
      await redis.run((client) => client.publish(redis.prefix + topic, payload))
    },
    subscribe: async (topic, listener) => {
      const remove = listeners.add(topic, listener)
      await channels.follow(topic).catch(redis.forgive)
      return async () => {
        remove()
        await channels.follow(topic).catch(redis.forgive)
      }
    },
    onReconnect: (listener) => {
      reconnected.add(listener)
      return () => void reconnected.delete(listener)
    },
    close: async () => {
      listeners.clear()
      reconnected.clear()
      redis.close()
    },
  }
}

/** Hears exactly the channels of the topics that have listeners. Changes of one topic go one after the other: the client loses a
 * SUBSCRIBE that is sent while the UNSUBSCRIBE of the same channel is under way. */
function followListeners(redis: Redis, listeners: Listeners) {
  const heard = new Set<string>()
  const changes = new Map<string, Promise<void>>()
  const dispatch = (payload: string, channel: string) => listeners.deliver(channel.slice(redis.prefix.length), payload)

  const change = async (topic: string) => {
    const wanted = listeners.has(topic)
    if (wanted === heard.has(topic)) return
    const channel = redis.prefix + topic
    await redis.run((client) => (wanted ? client.subscribe(channel, dispatch) : client.unsubscribe(channel)))
    if (wanted) heard.add(topic)
    else heard.delete(topic)
  }
  const follow = async (topic: string) => {
    const before = changes.get(topic) ?? Promise.resolve()
    const mine = before.catch(() => {}).then(() => change(topic))
    changes.set(topic, mine)
    await mine.finally(() => {
      if (changes.get(topic) === mine) changes.delete(topic)
    })
  }
  // The client restores the channels it knew. Topics of the outage, or lost with a connection made anew, are only known here.
  const restore = async () => {
    const topics = new Set([...heard, ...listeners.topics()])
    for (const topic of listeners.topics()) heard.delete(topic)
    await Promise.all([...topics].map(follow))
  }
  return { follow, restore }
}
