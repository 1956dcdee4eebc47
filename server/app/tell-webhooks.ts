import {
  createDispatcher,
  followEvents,
  replayBatch,
  replayTask,
  sweepDeliveries,
  sweepDeliveriesTask,
  type DeliveryRules,
} from '../features/webhooks/index.ts'
import { createAlarm } from '../platform/events/alarm.ts'
import type { Ports } from '../platform/http/ports.ts'
import type { JobHandler } from '../platform/jobs/runner.ts'
import { prepareNotices } from '../wire/webhooks/render-notices.ts'
import type { Settings } from './settings.ts'

const FLOOR_MS = 1000

/** What the settings say of deliveries. */
export function deliveryRulesOf({ webhooks }: Settings): DeliveryRules {
  return { timeoutMs: webhooks.timeoutSeconds * 1000, pauses: webhooks.pauses }
}

/** The telling of other programs in this process. */
export interface Telling {
  /** Looks now, for something may have happened. */
  wake(): void
  /** Ends when what is under way has been written down. */
  stop(): Promise<void>
}

/** Begins to turn events into deliveries and to send them; looks once a second, and when it is woken. */
export function startTelling(ports: Ports, rules: DeliveryRules): Telling {
  const alarm = createAlarm()
  const dispatcher = createDispatcher(ports, rules, alarm.ring)
  let stopped = false
  const round = async () => {
    await followEvents(followParts(ports))
    await dispatcher.begin()
  }
  const work = async () => {
    while (!stopped) {
      await round().catch((error: unknown) =>
        ports.log.error({ error }, 'webhooks could not be told, and are tried again'),
      )
      await alarm.wait(FLOOR_MS)
    }
    await dispatcher.done()
  }
  const done = work()
  return {
    wake: alarm.ring,
    stop: async () => {
      stopped = true
      alarm.ring()
      await done
    },
  }
}

/** Tells everything that is due by now, then returns. */
export async function tellDue(ports: Ports, rules: DeliveryRules): Promise<void> {
  const dispatcher = createDispatcher(ports, rules, () => undefined)
  await followEvents(followParts(ports))
  for (;;) {
    const begun = await dispatcher.begin()
    await dispatcher.done()
    if (begun === 0) return
  }
}

function followParts(ports: Ports) {
  const { db, work } = ports
  return { db, work, prepare: (accountId: number) => prepareNotices(ports, accountId) }
}

/** What each task about webhooks does. */
export function webhookJobs(ports: Ports): Record<string, JobHandler> {
  return {
    [replayTask]: ({ accountId, replayId }) =>
      replayBatch(followParts(ports), { accountId: Number(accountId), replayId: Number(replayId) }),
    [sweepDeliveriesTask]: async () => void (await sweepDeliveries(ports.db, ports.now())),
  }
}
