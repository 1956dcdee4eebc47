/**
 * Sends what waits. Every process with the role `worker` may do it at the same time: a lane is taken by one of them for a while, and what
 * a killed process had is due again when that while is over.
 */
import { system } from '../../kernel/actor.ts'
import { claimDeliveries, type Claimed } from './claim.ts'
import { deliver, type DeliveryPorts, type DeliveryRules } from './deliver.ts'
import { findEndpoints } from './endpoint-store.ts'
import { settleAttempt } from './settle-attempt.ts'

/** How many deliveries of one process are under way at most, and of one address. */
const AT_ONCE = 32
const PER_ENDPOINT = 16
// How much longer than an attempt may take its lane is kept.
const MARGIN_SECONDS = 15

/** The deliveries that a process has under way. */
export interface Dispatcher {
  /** Begins what is due and has room. Says how many were begun. */
  begin(): Promise<number>
  /** Waits for everything that is under way. */
  done(): Promise<void>
}

/** Prepares to deliver; `onRoom` is told when something ended that may let another begin. */
export function createDispatcher(ports: DeliveryPorts, rules: DeliveryRules, onRoom: () => void): Dispatcher {
  const underWay = new Map<Promise<void>, number>()
  const countOf = (endpointId: number) => [...underWay.values()].filter((id) => id === endpointId).length
  const finish = async (attempt: Promise<boolean>, endpointId: number) => {
    const wasFull = underWay.size + 1 >= AT_ONCE
    const goesOn = await attempt.catch((error: unknown) => {
      ports.log.error({ error }, 'an attempt could not be written down; it is made again when its time is over')
      return false
    })
    return goesOn || wasFull || countOf(endpointId) >= PER_ENDPOINT
  }
  const run = (attempt: Promise<boolean>, endpointId: number) => {
    const leave = async () => {
      const hasNext = await finish(attempt, endpointId)
      underWay.delete(ended)
      if (hasNext) onRoom()
    }
    const ended: Promise<void> = leave()
    underWay.set(ended, endpointId)
  }
  return {
    begin: async () => {
      const room = AT_ONCE - underWay.size
      if (room <= 0) return 0
      const ids = [...new Set(underWay.values())]
      const counts = ids.map((id) => ({ endpoint_id: id, count: countOf(id) }))
      const leaseSeconds = rules.timeoutMs / 1000 + MARGIN_SECONDS
      const options = { now: ports.now(), limit: room, leaseSeconds, perEndpoint: PER_ENDPOINT, underWay: counts }
      const claimed = await claimDeliveries(ports.db, options)
      const endpoints = await findEndpoints(ports.db, [...new Set(claimed.map((one) => one.endpointId))])
      for (const delivery of claimed) {
        const endpoint = endpoints.get(delivery.endpointId)
        run(
          endpoint ? deliver(ports, rules, { delivery, endpoint }) : dropUnaddressed(ports, delivery),
          delivery.endpointId,
        )
      }
      return claimed.length
    },
    done: async () => {
      while (underWay.size > 0) await Promise.all(underWay.keys())
    },
  }
}

// An inbox or a bot whose address was emptied is told nothing any more.
async function dropUnaddressed(ports: DeliveryPorts, delivery: Claimed): Promise<boolean> {
  const nothing = { status: null, responseHeaders: null, responseBody: null, retryAfter: undefined }
  const error = 'There is no address any more'
  const outcome = { ...nothing, delivered: false, request: { url: '', headers: {} }, error }
  return ports.work(delivery.accountId, system, async (work) => {
    const settled = await settleAttempt(work, delivery, { outcome, state: 'failed', retryAt: null })
    return settled?.goesOn ?? false
  })
}
