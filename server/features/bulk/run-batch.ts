import type { AgentActor } from '../../kernel/actor.ts'
import type { Json } from '../../kernel/event.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { OpenWork, Work } from '../../platform/database/unit-of-work.ts'
import type { Log } from '../../platform/log/log.ts'
import {
  assign,
  changeLabels,
  changeStatus,
  changeTeam,
  deleteConversation,
  loadForChange,
  lockConversation,
  setPriority,
} from '../conversations/index.ts'
import { findActor } from '../people/index.ts'
import { readBatch, type BulkChange } from './bulk-change.ts'

/**
 * Changes a batch of conversations, each in a unit of work of its own and with the rights that its agent has now. What they may not
 * see or do is left out. Running it again changes nothing, because every action leaves alone what is already so.
 */
export async function runBatch(
  parts: { db: Reader; work: OpenWork; log: Log },
  payload: { [key: string]: Json },
  whoTakesWork: (accountId: number) => Promise<number[]>,
): Promise<void> {
  const { accountId, userId, numbers, change } = readBatch(payload)
  const actor = await findActor(parts.db, accountId, userId)
  if (!actor) return
  if (change.delete && actor.role !== 'administrator') return
  const present = change.teamId ? await whoTakesWork(accountId) : []
  for (const number of numbers) {
    await parts
      .work(accountId, actor, (work) => apply({ work, actor, present }, number, change))
      .catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error
        parts.log.info({ accountId, number, reason: error.message }, 'a bulk change left a conversation out')
      })
  }
}

interface Turn {
  work: Work
  actor: AgentActor
  /** Who is there to be given what comes to a team. */
  present: number[]
}

async function apply({ work, actor, present }: Turn, number: number, change: BulkChange): Promise<void> {
  const conversation = await loadForChange(work, actor, number)
  if (change.delete) return deleteConversation(work, conversation)
  const { status, snoozedUntil, assigneeId, teamId, priority, addLabels, removeLabels } = change
  if (teamId !== undefined) await changeTeam(work, conversation, { teamId, present })
  // The team may have given it to somebody.
  if (assigneeId !== undefined) await assign(work, await lockConversation(work, conversation.id), assigneeId)
  if (addLabels?.length || removeLabels?.length) {
    await changeLabels(work, conversation, { add: addLabels ?? [], remove: removeLabels ?? [] })
  }
  if (priority !== undefined) await setPriority(work, conversation, priority)
  if (status) await changeStatus(work, conversation, { status, snoozedUntil: snoozedUntil ?? null })
}
