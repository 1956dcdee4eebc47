import type { AgentActor } from '../../kernel/actor.ts'
import type { Json } from '../../kernel/event.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { OpenWork, Work } from '../../platform/database/unit-of-work.ts'
import type { Log } from '../../platform/log/log.ts'
import { assign, changeLabels, changeStatus, deleteConversation, loadForChange } from '../conversations/index.ts'
import { findActor } from '../people/index.ts'
import { readBatch, type BulkChange } from './bulk-change.ts'

/**
 * Changes a batch of conversations, each in a unit of work of its own and with the rights that its agent has now. What they may not
 * see or do is left out. Running it again changes nothing, because every action leaves alone what is already so.
 */
export async function runBatch(
  parts: { db: Reader; work: OpenWork; log: Log },
  payload: { [key: string]: Json },
): Promise<void> {
  const { accountId, userId, numbers, change } = readBatch(payload)
  const actor = await findActor(parts.db, accountId, userId)
  if (!actor) return
  if (change.delete && actor.role !== 'administrator') return
  for (const number of numbers) {
    await parts
      .work(accountId, actor, (work) => apply(work, actor, number, change))
      .catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error
        parts.log.info({ accountId, number, reason: error.message }, 'a bulk change left a conversation out')
      })
  }
}

async function apply(work: Work, actor: AgentActor, number: number, change: BulkChange): Promise<void> {
  const conversation = await loadForChange(work, actor, number)
  if (change.delete) return deleteConversation(work, conversation)
  const { status, snoozedUntil, assigneeId, addLabels, removeLabels } = change
  if (assigneeId !== undefined) await assign(work, conversation, assigneeId)
  if (addLabels?.length || removeLabels?.length) {
    await changeLabels(work, conversation, { add: addLabels ?? [], remove: removeLabels ?? [] })
  }
  if (status) await changeStatus(work, conversation, { status, snoozedUntil: snoozedUntil ?? null })
}
