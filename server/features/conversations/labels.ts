import { sql } from 'kysely'
import { labelsToCarry, labelTitle } from '../../kernel/label.ts'
import { replacedInList } from '../../platform/database/replace-in-list.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { tellActivity } from './activity.ts'
import type { Conversation } from './conversation.ts'

/** Gives a locked conversation exactly these labels, whether the account knows them or not (contract 2.23). */
export async function setLabels(work: Work, conversation: Conversation, labels: string[]): Promise<void> {
  await storeLabels(work, conversation, labelsToCarry(labels, 'labels'))
}

/** Adds labels to a locked conversation, or takes some away. What is added has the form of a label's title. */
export async function changeLabels(
  work: Work,
  conversation: Conversation,
  change: { add?: string[]; remove?: string[] },
): Promise<void> {
  const removed = new Set((change.remove ?? []).map((label) => label.trim().toLowerCase()))
  const added = (change.add ?? []).map((label) => labelTitle(label, 'label'))
  const kept = conversation.labels.filter((label) => !removed.has(label))
  await storeLabels(work, conversation, [...new Set([...kept, ...added])])
}

async function storeLabels(work: Work, conversation: Conversation, labels: string[]): Promise<void> {
  const { labels: before } = conversation
  const added = labels.filter((label) => !before.includes(label))
  const removed = before.filter((label) => !labels.includes(label))
  if (added.length === 0 && removed.length === 0) return
  await work.tx
    .updateTable('conversations')
    .set({ labels, updated_at: work.now })
    .where('id', '=', conversation.id)
    .execute()
  // A website's script labels for its visitor: nobody of the company did anything.
  if (work.actor.kind !== 'contact') {
    if (added.length > 0) await tellActivity(work, conversation, 'labels.added', { labels: added.join(', ') })
    if (removed.length > 0) await tellActivity(work, conversation, 'labels.removed', { labels: removed.join(', ') })
  }
  const changed = { label_list: [before, labels] }
  work.record({ type: 'conversation.updated', conversationId: conversation.id, data: { labels, changed } })
}

/** How many conversations one unit of work gives another label. */
const BATCH = 200

/**
 * Lets conversations follow a label that has another title now, or none any more. Does one batch, and says whether there are more.
 */
export async function relabelConversations(work: Work, from: string, to: string | null): Promise<boolean> {
  const rows = await work.tx
    .updateTable('conversations')
    .set({ labels: replacedInList('conversations.labels', from, to), updated_at: work.now })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('conversations as carrier')
        .select('carrier.id')
        .where('carrier.account_id', '=', work.accountId)
        .where(sql<boolean>`carrier.labels <> '{}' and carrier.labels @> ${[from]}::text[]`)
        .orderBy('carrier.id')
        .limit(BATCH)
        .forUpdate(),
    )
    .returning(['id', 'labels'])
    .execute()
  for (const { id, labels } of rows) work.record({ type: 'conversation.updated', conversationId: id, data: { labels } })
  return rows.length === BATCH
}
