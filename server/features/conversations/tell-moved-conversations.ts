import type { Work } from '../../platform/database/unit-of-work.ts'

// What a contact has in places that move at once; more than this in one place would be a machine's.
const MOST = 1000

/** Tells of the conversations of places that moved to another contact: whoever shows them shows who it is now. */
export async function tellMovedConversations(work: Work, contactInboxIds: number[]): Promise<void> {
  if (contactInboxIds.length === 0) return
  const rows = await work.tx
    .selectFrom('conversations')
    .select('id')
    .where('account_id', '=', work.accountId)
    .where((eb) => eb('contact_inbox_id', '=', eb.fn.any(eb.val(contactInboxIds))))
    .orderBy('id', 'desc')
    .limit(MOST)
    .forUpdate()
    .execute()
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return
  await work.tx
    .updateTable('conversations')
    .set({ updated_at: work.now })
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .execute()
  for (const id of ids) work.record({ type: 'conversation.contact_changed', conversationId: id, data: {} })
}
