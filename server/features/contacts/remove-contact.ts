import { invalid, notFound } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'

/** Removes a contact with their places, conversations and notes; the sweep removes the files. Not while they are on the website. */
export async function removeContact(work: Work, id: number, { isOnline }: { isOnline: boolean }): Promise<void> {
  if (isOnline) throw invalid('id', 'The contact is online now. Delete them once they have left the website.')
  const row = await work.tx
    .deleteFrom('contacts')
    .where('account_id', '=', work.accountId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
  // By another name than the others' contactId: there is no row to build a frame from.
  work.record({ type: 'contact.deleted', data: { removedId: id } })
}
