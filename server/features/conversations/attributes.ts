import { sql } from 'kysely'
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
  const row = await work.tx
    .updateTable('conversations')
    .set({
      custom_attributes: sql`(custom_attributes || ${JSON.stringify(set)}::jsonb) - ${drop}::text[]`,
      updated_at: work.now,
    })
    .where('id', '=', conversation.id)
    .returning('custom_attributes')
    .executeTakeFirstOrThrow()
  const changed = { custom_attributes: [conversation.customAttributes as Json, row.custom_attributes as Json] }
  work.record({
    type: 'conversation.updated',
    conversationId: conversation.id,
    data: { customAttributes: true, changed },
  })
}
