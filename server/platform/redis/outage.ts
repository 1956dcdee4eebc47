import type { Log } from '../log/log.ts'
import { RedisAway } from './deadline.ts'

/** What is said in the log about the outages of one connection. */
export interface Outage {
  begin(cause: unknown): void
  end(): void
  /** Lets a failed command pass: silently during a known outage, with one line otherwise. */
  forgive(error: unknown): void
}

/** Says once that an outage began and once that it ended, however many commands fail in between. */
export function watchOutages(log: Log): Outage {
  let away = false
  const begin = (err: unknown) => {
    if (!away) log.warn({ err }, 'Redis is away: what goes through it is lost until it is back')
    away = true
  }
  return {
    begin,
    end: () => {
      if (away) log.info('Redis is back')
      away = false
    },
    forgive: (err) => {
      if (err instanceof RedisAway) begin(err)
      else log.error({ err }, 'Redis refused a command')
    },
  }
}
