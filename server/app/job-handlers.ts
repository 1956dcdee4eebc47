import { system } from '../kernel/actor.ts'
import type { RecordedEvent } from '../kernel/event.ts'
import { reactTask } from '../platform/events/number-events.ts'
import { markReaction } from '../platform/events/mark-reaction.ts'
import { findEvent } from '../platform/events/read-events.ts'
import type { Ports } from '../platform/http/ports.ts'
import type { JobHandler } from '../platform/jobs/runner.ts'
import { removeAccount, removeAccountTask } from '../features/accounts/index.ts'
import { sweepBlobs, sweepUploads } from '../features/attachments/index.ts'
import { accountsWithWaiting, assignWaiting, assignWaitingTask } from '../features/auto-assignment/index.ts'
import { bulkTask, runBatch } from '../features/bulk/index.ts'
import { exportContactsTask, importContactsTask, runExport, runImport } from '../features/contact-transfer/index.ts'
import { bulkContactsTask, fetchAvatarTask } from '../features/contacts/index.ts'
import { foldCounts, resolveIdle, wakeOverdue, wakeSnoozed, wakeTask } from '../features/conversations/index.ts'
import { sweepDevices, sweepOneTimeTokens } from '../features/people/index.ts'
import {
  sweepNotifications,
  wakeNotification,
  wakeNotificationTask,
  wakeOverdueNotifications,
} from '../features/notifications/index.ts'
import { rollUp } from '../features/reports/index.ts'
import { learnNames } from '../features/search/index.ts'
import { automationJobs } from './automation-jobs.ts'
import { changeContactsInBulk } from './change-contacts-in-bulk.ts'
import { fetchContactAvatar } from './fetch-contact-avatar.ts'
import { whoTakesWork } from './presence-of-agents.ts'
import { mailJobs } from './mail-jobs.ts'
import { pushJobs } from './push-jobs.ts'
import { relabel, relabelTask } from './relabel.ts'
import {
  assignAllWaitingTask,
  foldCountsTask,
  learnNamesTask,
  resolveIdleTask,
  rollUpTask,
  sweepBlobsTask,
  sweepDevicesTask,
  sweepNotificationsTask,
  wakeOverdueTask,
} from './schedule.ts'
import { reactions, type EventType, type Reaction } from './subscriptions.ts'
import { webhookJobs } from './tell-webhooks.ts'

/** What each task does. */
export function jobHandlers(ports: Ports): Record<string, JobHandler> {
  return {
    [reactTask]: ({ eventId, subscribers }) => react(ports, Number(eventId), subscribers as string[]),
    [wakeTask]: ({ accountId, conversationId, until }) =>
      ports.work(Number(accountId), system, (work) =>
        wakeSnoozed(work, Number(conversationId), new Date(String(until))),
      ),
    [relabelTask]: ({ accountId, labelId, from }) =>
      ports.work(Number(accountId), system, (work) => relabel(work, { id: Number(labelId), from: String(from) })),
    [bulkTask]: (payload) => runBatch(ports, payload, (accountId) => whoTakesWork(ports, accountId)),
    [wakeOverdueTask]: async () => {
      await wakeOverdue(ports)
      await wakeOverdueNotifications(ports)
    },
    [wakeNotificationTask]: ({ accountId, notificationId, until }) =>
      ports.work(Number(accountId), system, (work) =>
        wakeNotification(work, Number(notificationId), new Date(String(until))),
      ),
    [sweepNotificationsTask]: () => removeOldNotifications(ports),
    [resolveIdleTask]: () => resolveIdle(ports),
    [assignWaitingTask]: ({ accountId }) => giveOut(ports, Number(accountId)),
    [assignAllWaitingTask]: async () => {
      for (const accountId of await accountsWithWaiting(ports.db)) await giveOut(ports, accountId)
    },
    [bulkContactsTask]: (payload) => changeContactsInBulk(ports, payload),
    [fetchAvatarTask]: ({ accountId, contactId, url }) =>
      fetchContactAvatar(ports, { accountId: Number(accountId), contactId: Number(contactId), url: String(url) }),
    [importContactsTask]: ({ accountId, importId }) =>
      runImport(ports, { accountId: Number(accountId), importId: Number(importId) }),
    [exportContactsTask]: ({ exportId }) => runExport(ports, Number(exportId)),
    [sweepBlobsTask]: async () => {
      await sweepUploads(ports.db, ports.now())
      const removed = await sweepBlobs({ db: ports.db, blobs: ports.blobs, now: ports.now() })
      if (removed > 0) ports.log.info({ removed }, 'removed uploads that no message speaks of')
    },
    [foldCountsTask]: async () => void (await foldCounts(ports.db)),
    [rollUpTask]: () => rollUp(ports.db),
    [learnNamesTask]: () => learnNames(ports.db),
    [sweepDevicesTask]: async () => {
      await sweepDevices(ports.db, ports.now())
      await sweepOneTimeTokens(ports.db, ports.now())
    },
    ...jobsOfParts(ports),
    [removeAccountTask]: ({ accountId }) => ports.work(Number(accountId), system, removeAccount),
  }
}

/** What rules and macros do, and what leaves the desk. */
function jobsOfParts(ports: Ports): Record<string, JobHandler> {
  return { ...automationJobs(ports), ...mailJobs(ports), ...pushJobs(ports), ...webhookJobs(ports) }
}

async function removeOldNotifications(ports: Ports): Promise<void> {
  const removed = await sweepNotifications(ports)
  if (removed > 0) ports.log.info({ removed }, 'removed old notifications')
}

async function giveOut(ports: Ports, accountId: number): Promise<void> {
  await assignWaiting(ports, accountId, await whoTakesWork(ports, accountId))
}

/** Runs the reactions to one event. One that fails keeps no other from running; the job that comes again runs what is left. */
async function react(ports: Ports, eventId: number, subscribers: string[]): Promise<void> {
  const event = await findEvent(ports.db, eventId)
  if (!event) return
  const failures: unknown[] = []
  for (const reaction of reactions[event.type as EventType]) {
    if (subscribers.includes(reaction.name))
      await runOnce(ports, event, reaction).catch((error) => failures.push(error))
  }
  if (failures.length > 0) throw failures[0]
}

/** The mark of a reaction's having run commits with what it changed. */
async function runOnce(ports: Ports, event: RecordedEvent, { name, ask, run }: Reaction): Promise<void> {
  const known = await ask?.(ports, event)
  if (ask && known === undefined) return
  await ports.work(event.accountId, system, async (work) => {
    const first = await markReaction(work, event.id, name)
    if (first) await run(work, event, known)
  })
}
