import type { Log } from '../log/log.ts'
import { memoryPubSub } from './memory-pubsub.ts'
import type { PubSub } from './pubsub.ts'
import { redisPubSub } from './redis-pubsub.ts'

/** Opens the way by which processes tell each other things: Redis when there is a URL, else within this process. */
export async function openPubSub(options: { redisUrl?: string; log: Log }): Promise<PubSub> {
  return options.redisUrl ? redisPubSub({ url: options.redisUrl, log: options.log }) : memoryPubSub(options)
}
