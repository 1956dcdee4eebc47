import { sweepDeliveriesTask } from '../features/webhooks/index.ts'
import type { ScheduledJob } from '../platform/jobs/runner.ts'

/** The task that removes uploads nobody speaks of. */
export const sweepBlobsTask = 'sweep-blobs'

/** The task that removes expired device and one-time tokens. */
export const sweepDevicesTask = 'sweep-devices'

/** The task that removes old notifications. */
export const sweepNotificationsTask = 'sweep-notifications'

/** The task that resolves conversations in which nobody writes any more. */
export const resolveIdleTask = 'resolve-idle'

/** The task that wakes conversations and notifications whose own job was lost. */
export const wakeOverdueTask = 'wake-overdue'

/** The task that gives out what waits for somebody in any account. */
export const assignAllWaitingTask = 'assign-all-waiting'

/** The task that brings the kept counts of conversations up to date. */
export const foldCountsTask = 'fold-conversation-counts'

/** The task that sums up what reports are made of. */
export const rollUpTask = 'roll-up-reports'

/** The task that learns the words of new names, so that a search forgives slips in them. */
export const learnNamesTask = 'learn-contact-names'

/** The task that finds mails whose own job was lost. */
export const wakeOverdueMailsTask = 'wake-overdue-mails'

/** The task that removes mails that were settled long ago. */
export const sweepMailsTask = 'sweep-mails'

/** The task that removes the sources of mails that came in long ago. */
export const forgetSourcesTask = 'forget-mail-sources'

/** The task that removes what rules did long ago. */
export const sweepRunsTask = 'sweep-automation-runs'

/** Everything that runs by the clock (UTC). */
export const schedule: ScheduledJob[] = [
  { task: resolveIdleTask, pattern: '*/5 * * * *' },
  { task: wakeOverdueTask, pattern: '*/5 * * * *' },
  { task: assignAllWaitingTask, pattern: '*/30 * * * *' },
  { task: sweepBlobsTask, pattern: '17 3 * * *' },
  { task: foldCountsTask, pattern: '* * * * *' },
  { task: rollUpTask, pattern: '* * * * *' },
  { task: learnNamesTask, pattern: '* * * * *' },
  { task: sweepDevicesTask, pattern: '47 3 * * *' },
  { task: wakeOverdueMailsTask, pattern: '*/5 * * * *' },
  { task: forgetSourcesTask, pattern: '57 2 * * *' },
  { task: sweepMailsTask, pattern: '27 3 * * *' },
  { task: sweepDeliveriesTask, pattern: '37 3 * * *' },
  { task: sweepNotificationsTask, pattern: '7 4 * * *' },
  { task: sweepRunsTask, pattern: '37 4 * * *' },
]
