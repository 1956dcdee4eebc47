import type { ScheduledJob } from '../platform/jobs/runner.ts'

/** The task that removes uploads nobody speaks of. */
export const sweepBlobsTask = 'sweep-blobs'

/** The task that removes expired device and one-time tokens. */
export const sweepDevicesTask = 'sweep-devices'

/** Everything that runs by the clock (UTC). */
export const schedule: ScheduledJob[] = [
  { task: sweepBlobsTask, pattern: '17 3 * * *' },
  { task: sweepDevicesTask, pattern: '47 3 * * *' },
]
