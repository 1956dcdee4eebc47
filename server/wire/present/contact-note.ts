import type { ContactNote } from '../../features/contacts/index.ts'
import { userForCable } from './person.ts'
import { seconds, type Shown } from './shown.ts'

/** What a colleague wrote down about a contact (contract 2.8); an author who is gone is null. */
export function contactNote(one: ContactNote, author: Parameters<typeof userForCable>[0] | undefined, shown: Shown) {
  return {
    id: one.id,
    content: one.content,
    account_id: one.accountId,
    contact_id: one.contactId,
    user: author ? userForCable(author, shown) : null,
    created_at: seconds(one.createdAt),
    updated_at: seconds(one.updatedAt),
  }
}
