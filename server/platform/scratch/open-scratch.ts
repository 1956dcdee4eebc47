import type { Log } from '../log/log.ts'
import { memoryScratch } from './memory-scratch.ts'
import { redisScratch } from './redis-scratch.ts'
import type { Scratch } from './scratch.ts'

/** Opens the place for short-lived facts: Redis when there is a URL, else this process's memory. */
export async function openScratch(options: { redisUrl?: string; log: Log }): Promise<Scratch> {
  return options.redisUrl ? redisScratch({ url: options.redisUrl, log: options.log }) : memoryScratch()
}
