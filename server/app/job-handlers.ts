import { system } from '../kernel/actor.ts'
import { reactTask } from '../platform/events/number-events.ts'
import { markReaction } from '../platform/events/mark-reaction.ts'
import { findEvent } from '../platform/events/read-events.ts'
import type { Ports } from '../platform/http/ports.ts'
import type { JobHandler } from '../platform/jobs/runner.ts'
import { removeAccount, removeAccountTask } from '../features/accounts/index.ts'
import { sweepBlobs, sweepUploads } from '../features/attachments/index.ts'
import { bulkTask, runBatch } from '../features/bulk/index.ts'
import { wakeSnoozed, wakeTask } from '../features/conversations/index.ts'
import { relabel, relabelTask } from './relabel.ts'
import { sweepDevices, sweepOneTimeTokens, tellOfWantedLink } from '../features/people/index.ts'
import { sendLinkTask } from '../wire/api/passwords.ts'
import { sweepBlobsTask, sweepDevicesTask } from './schedule.ts'
import { reactions, type EventType } from './subscriptions.ts'

/** What each task does. */
export function jobHandlers(ports: Ports): Record<string, JobHandler> {
  return {
    [reactTask]: (payload) => react(ports, Number(payload['eventId']), String(payload['subscriber'])),
    [wakeTask]: ({ accountId, conversationId, until }) =>
      ports.work(Number(accountId), system, (work) =>
        wakeSnoozed(work, Number(conversationId), new Date(String(until))),
      ),
    [relabelTask]: ({ accountId, labelId, from }) =>
      ports.work(Number(accountId), system, (work) => relabel(work, { id: Number(labelId), from: String(from) })),
    [bulkTask]: (payload) => runBatch(ports, payload),
    [sweepBlobsTask]: async () => {
      await sweepUploads(ports.db, ports.now())
      const removed = await sweepBlobs({ db: ports.db, blobs: ports.blobs, now: ports.now() })
      if (removed > 0) ports.log.info({ removed }, 'removed uploads that no message speaks of')
    },
    [sweepDevicesTask]: async () => {
      await sweepDevices(ports.db, ports.now())
      await sweepOneTimeTokens(ports.db, ports.now())
    },
    [sendLinkTask]: ({ email }) => tellOfWantedLink(ports.db, ports.log, String(email)),
    [removeAccountTask]: ({ accountId }) => ports.work(Number(accountId), system, removeAccount),
  }
}

/** Runs one reaction to one event; the mark of its having run commits with what it changed. */
async function react(ports: Ports, eventId: number, subscriber: string): Promise<void> {
  const event = await findEvent(ports.db, eventId)
  const reaction = event && reactions[event.type as EventType].find(({ name }) => name === subscriber)
  if (!event || !reaction) return
  await ports.work(event.accountId, system, async (work) => {
    const first = await markReaction(work, eventId, subscriber)
    if (first) await reaction.run(work, event)
  })
}
