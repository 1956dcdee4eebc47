import { intakeOf } from '../channels/email/fetch/intake.ts'
import { startFetching } from '../channels/email/fetch/start-fetching.ts'
import { eventNotifier } from '../platform/events/hold-lock.ts'
import { startRelay, type Relay } from '../platform/events/relay.ts'
import type { Ports } from '../platform/http/ports.ts'
import { startJobs } from '../platform/jobs/runner.ts'
import { announceAccess } from '../wire/cable/access-notices.ts'
import { broadcaster } from '../wire/cable/broadcaster.ts'
import { jobHandlers } from './job-handlers.ts'
import type { Databases } from './open-database.ts'
import { schedule } from './schedule.ts'
import type { Settings } from './settings.ts'
import type { Shutdown } from './shutdown.ts'
import { reactions } from './subscriptions.ts'
import { deliveryRulesOf, startTelling } from './tell-webhooks.ts'

const CONCURRENT_JOBS = 4

/** Which jobs the relay queues for which events. */
export const relayReactions = Object.entries(reactions).flatMap(([type, list]) =>
  list.map(({ name, when }) => ({ type, subscriber: name, when })),
)

/** Starts the role `worker`: the relay that announces events, and the jobs. */
export async function startWorker(parts: {
  ports: Ports
  databases: Databases
  settings: Settings
  shutdown: Shutdown
}): Promise<Relay> {
  const { ports, databases, settings, shutdown } = parts
  const origin = settings.server.publicUrl ?? ''
  const { pool, db } = databases.background
  const broadcast = broadcaster(ports, origin)
  const jobs = await startJobs({
    pool,
    log: ports.log,
    handlers: jobHandlers(ports),
    schedule,
    concurrency: CONCURRENT_JOBS,
  })
  shutdown.later('jobs', () => jobs.stop())
  const telling = startTelling(ports, deliveryRulesOf(settings))
  shutdown.later('webhooks', () => telling.stop())
  const relay = startRelay({
    db,
    pool,
    log: ports.log,
    reactions: relayReactions,
    announce: async (events) => {
      await announceAccess(ports, events)
      await broadcast(events)
      telling.wake()
    },
  })
  shutdown.later('relay', () => relay.stop())
  const fetching = fetchMail({ ports, settings, pool })
  shutdown.later('fetching of mail', () => fetching.stop())
  return relay
}

/** Fetches the mail of inboxes with IMAP, in one process of an installation at a time. */
function fetchMail({ ports, settings, pool }: { ports: Ports; settings: Settings; pool: Databases['main']['pool'] }) {
  const { maximumMegabytes, pollSeconds } = settings.incomingMail
  const maximumBytes = maximumMegabytes * 1024 * 1024
  return startFetching({ ports, pool, intake: intakeOf(ports, maximumBytes), maximumBytes, pollMs: pollSeconds * 1000 })
}

/** Wakes the relay after a commit: directly when it is active in this process, through the database otherwise. */
export function relayWaker(databases: Databases, ports: () => Ports | undefined) {
  const notify = eventNotifier(databases.background.pool, (error) => {
    ports()?.log.debug({ error }, 'the relay could not be woken; it looks by itself within a second')
  })
  let local: Relay | undefined
  return {
    use: (relay: Relay) => (local = relay),
    wake: () => (local?.isActive() ? local.wake() : notify()),
  }
}
