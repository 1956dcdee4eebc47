import { sql } from 'kysely'
import { invalid } from '../../kernel/refusal.ts'
import type { Json } from '../../kernel/event.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Conversation } from './conversation.ts'

/** Adds custom attributes to a locked conversation, or takes some away. */
export async function changeCustomAttributes(
  work: Work,
  conversation: Conversation,
  change: { set?: { [key: string]: Json }; drop?: string[] },
): Promise<void> {
  const { set = {}, drop = [] } = change
  if (Object.keys(set).length === 0 && drop.length === 0) return
  await work.tx
    .updateTable('conversations')
    .set({
      custom_attributes: sql`(custom_attributes || ${JSON.stringify(set)}::jsonb) - ${drop}::text[]`,
      updated_at: work.now,
    })
    .where('id', '=', conversation.id)
    .execute()
  work.record({ type: 'conversation.updated', conversationId: conversation.id, data: { customAttributes: true } })
}

/** Adds labels to a locked conversation, or takes some away. Labels are lower case (contract 2.7). */
export async function changeLabels(
  work: Work,
  conversation: Conversation,
  change: { add?: string[]; remove?: string[] },
): Promise<void> {
  const kept = conversation.labels.filter((label) => !(change.remove ?? []).map(normalised).includes(label))
  const labels = [...new Set([...kept, ...(change.add ?? []).map(normalised)])]
  if (labels.join('\n') === conversation.labels.join('\n')) return
  await work.tx
    .updateTable('conversations')
    .set({ labels, updated_at: work.now })
    .where('id', '=', conversation.id)
    .execute()
  work.record({ type: 'conversation.updated', conversationId: conversation.id, data: { labels } })
}

function normalised(label: string): string {
  const text = label.trim().toLowerCase()
  if (!/^[\p{L}\p{N}_-]{1,100}$/u.test(text)) throw invalid('label', 'A label has letters, digits, - and _ only')
  return text
}
