import { sql } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { contactColumns, mergedAttributes, type ContactChanges } from './contact-input.ts'
import { refuseTaken, refuseTakenPhone } from './create-contact.ts'
import { fetchAvatarLater } from './set-avatar.ts'

/** Changes a contact; a change that says nothing records nothing. */
export async function changeContact(work: Work, id: number, changes: ContactChanges): Promise<void> {
  const columns = { ...contactColumns(changes), ...mergedAttributes(changes) }
  if (changes.avatarUrl) fetchAvatarLater(work, id, changes.avatarUrl)
  if (Object.keys(columns).length === 0) return
  await refuseTakenPhone(work, changes.phoneNumber, id)
  const row = await work.tx
    .updateTable('contacts')
    .set({ ...columns, updated_at: work.now })
    .where('account_id', '=', work.accountId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
    .catch(refuseTaken)
  if (!row) throw notFound()
  work.record({ type: 'contact.updated', data: { contactId: id } })
}

/** Takes custom attributes away from a contact. */
export async function dropContactAttributes(work: Work, id: number, keys: string[]): Promise<void> {
  const row = await work.tx
    .updateTable('contacts')
    .set({ custom_attributes: sql`custom_attributes - ${keys}::text[]`, updated_at: work.now })
    .where('account_id', '=', work.accountId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
  work.record({ type: 'contact.updated', data: { contactId: id } })
}
