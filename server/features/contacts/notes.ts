import { invalid, notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { loadContact } from './contact-store.ts'
import type { ContactNote } from './contact.ts'

// As much as a message may have.
const MAXIMUM_CHARACTERS = 150_000

const columns = [
  'id',
  'account_id as accountId',
  'contact_id as contactId',
  'user_id as userId',
  'content',
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const

/** What colleagues wrote about a contact, the newest first. */
export async function listNotes(db: Reader, accountId: number, contactId: number): Promise<ContactNote[]> {
  await loadContact(db, accountId, contactId)
  return db
    .selectFrom('contact_notes')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('contact_id', '=', contactId)
    .orderBy('id', 'desc')
    .execute()
}

/** Where a note is: of which contact. */
export interface NotePlace {
  contactId: number
  noteId: number
}

/** One note, or a refusal. */
export async function loadNote(db: Reader, accountId: number, { contactId, noteId }: NotePlace): Promise<ContactNote> {
  const note = await db
    .selectFrom('contact_notes')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('contact_id', '=', contactId)
    .where('id', '=', noteId)
    .executeTakeFirst()
  if (!note) throw notFound()
  return note
}

/** Writes something down about a contact. */
export async function addNote(work: Work, contactId: number, content: string): Promise<number> {
  const { id } = await loadContact(work.tx, work.accountId, contactId)
  const note = await work.tx
    .insertInto('contact_notes')
    .values({
      account_id: work.accountId,
      contact_id: id,
      user_id: work.actor.kind === 'agent' ? work.actor.userId : null,
      content: noteText(content),
      created_at: work.now,
      updated_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return note.id
}

/** Writes a note anew. */
export async function changeNote(work: Work, place: NotePlace, content: string): Promise<void> {
  const { id } = await loadNote(work.tx, work.accountId, place)
  await work.tx
    .updateTable('contact_notes')
    .set({ content: noteText(content), updated_at: work.now })
    .where('id', '=', id)
    .execute()
}

/** Removes a note. */
export async function removeNote(work: Work, place: NotePlace): Promise<void> {
  const { id } = await loadNote(work.tx, work.accountId, place)
  await work.tx.deleteFrom('contact_notes').where('id', '=', id).execute()
}

function noteText(content: string): string {
  const text = content.trim()
  if (text === '') throw invalid('content', "Content can't be blank")
  if (text.length > MAXIMUM_CHARACTERS) {
    throw invalid('content', `content may have at most ${MAXIMUM_CHARACTERS} characters`)
  }
  return text
}
