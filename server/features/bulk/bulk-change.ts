import type { Json } from '../../kernel/event.ts'
import type { AgentActor } from '../../kernel/actor.ts'
import { labelsToCarry } from '../../kernel/label.ts'
import { invalid, notAllowed } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { snoozeEnd, type Priority, type Status } from '../conversations/index.ts'
import { listAgents } from '../people/index.ts'
import { findTeam } from '../teams/index.ts'

/** The task that changes a batch of conversations. */
export const bulkTask = 'bulk-change'

// So few that a batch is soon done and other jobs get their turn.
const BATCH = 100

/** What is done to each of many conversations; what is absent stays. */
export interface BulkChange {
  status?: Status | undefined
  snoozedUntil?: Date | null | undefined
  /** Null takes the conversation from whoever has it. */
  assigneeId?: number | null | undefined
  /** Null takes the conversation from whichever team has it. */
  teamId?: number | null | undefined
  priority?: Priority | null | undefined
  addLabels?: string[] | undefined
  removeLabels?: string[] | undefined
  delete?: boolean | undefined
}

/** Queues a change of many conversations, by their numbers, on behalf of an agent; refuses what would be refused for every one of them. */
export async function requestBulkChange(
  work: Work,
  actor: AgentActor,
  numbers: number[],
  change: BulkChange,
): Promise<void> {
  if (change.delete && actor.role !== 'administrator') throw notAllowed()
  snoozeEnd(work, change)
  if (change.assigneeId) await refuseStranger(work, change.assigneeId)
  if (change.teamId && !(await findTeam(work.tx, work.accountId, change.teamId))) {
    throw invalid('fields.team_id', 'fields.team_id must name a team of this account')
  }
  const labels = (names?: string[]) => names && labelsToCarry(names, 'labels')
  const { addLabels, removeLabels, snoozedUntil } = change
  const payload = {
    accountId: work.accountId,
    userId: actor.userId,
    change: {
      ...change,
      snoozedUntil: snoozedUntil?.toISOString() ?? null,
      addLabels: labels(addLabels),
      removeLabels: labels(removeLabels),
    },
  }
  const unique = [...new Set(numbers)]
  for (let at = 0; at < unique.length; at += BATCH) {
    work.later({ task: bulkTask, payload: { ...payload, numbers: unique.slice(at, at + BATCH) } })
  }
}

/** The payload of a queued batch, as the job gets it. */
export function readBatch(payload: { [key: string]: Json }) {
  const { accountId, userId, numbers, change } = payload as unknown as {
    accountId: number
    userId: number
    numbers: number[]
    change: Omit<BulkChange, 'snoozedUntil'> & { snoozedUntil: string | null }
  }
  const snoozedUntil = change.snoozedUntil === null ? null : new Date(change.snoozedUntil)
  return { accountId, userId, numbers, change: { ...change, snoozedUntil } satisfies BulkChange }
}

async function refuseStranger(work: Work, userId: number) {
  const [agent] = await listAgents(work.tx, work.accountId, [userId])
  if (!agent) throw invalid('fields.assignee_id', 'fields.assignee_id must name a member of this account')
}
