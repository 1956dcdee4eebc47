import { sql } from 'kysely'
import type { Json } from '../../kernel/event.ts'
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
  const before = await toldColumns(work, id)
  const row = await work.tx
    .updateTable('contacts')
    .set({ ...columns, updated_at: work.now })
    .where('account_id', '=', work.accountId)
    .where('id', '=', id)
    .returning(TOLD)
    .executeTakeFirst()
    .catch(refuseTaken)
  if (!row || !before) throw notFound()
  work.record({ type: 'contact.updated', data: { contactId: id, ...differences(before, row, columns) } })
}

// What other programs are told of a change, with the values before and now (contract 4.1).
const TOLD = [
  'name',
  'email',
  'phone_number',
  'identifier',
  'blocked',
  'additional_attributes',
  'custom_attributes',
] as const

type Told = { [Column in (typeof TOLD)[number]]: unknown }

function toldColumns(work: Work, id: number): Promise<Told | undefined> {
  return work.tx
    .selectFrom('contacts')
    .select(TOLD)
    .where('account_id', '=', work.accountId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

// A picture is not among what is told, and yet something changed: then nothing is said of values.
function differences(before: Told, after: Told, columns: object): { changed?: { [column: string]: Json[] } } {
  if ('avatar_blob_key' in columns && columns.avatar_blob_key !== undefined) return {}
  const changed = TOLD.filter((column) => JSON.stringify(before[column]) !== JSON.stringify(after[column]))
  return {
    changed: Object.fromEntries(changed.map((column) => [column, [before[column] as Json, after[column] as Json]])),
  }
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
