import type { Json } from '../kernel/event.ts'
import { macroTask, rulesTask, runMacro, runRules, sweepRuns, type Reach } from '../features/automation/index.ts'
import { sendTranscript } from '../features/transcripts/index.ts'
import { findEvent } from '../platform/events/read-events.ts'
import type { Ports } from '../platform/http/ports.ts'
import type { JobHandler } from '../platform/jobs/runner.ts'
import { whoTakesWork } from './presence-of-agents.ts'
import { sweepRunsTask } from './schedule.ts'

/** What the tasks of macros and rules do. */
export function automationJobs(ports: Ports): Record<string, JobHandler> {
  const reach: Reach = { installation: ports.mail.installation, sendTranscript }
  const parts = { ...ports, reach }
  const whoIsThere = (accountId: number) => whoTakesWork(ports, accountId)
  return {
    [macroTask]: (payload) => runMacro(parts, payload, whoIsThere),
    [rulesTask]: async ({ eventId, ruleIds }: { [key: string]: Json }) => {
      const event = await findEvent(ports.db, Number(eventId))
      if (event) await runRules(parts, event, ruleIds as number[], whoIsThere)
    },
    [sweepRunsTask]: async () => {
      const removed = await sweepRuns(ports.db, ports.now())
      if (removed > 0) ports.log.info({ removed }, 'removed old runs of rules')
    },
  }
}
