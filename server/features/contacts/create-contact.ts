import { Refusal } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { contactColumns, type ContactChanges } from './contact-input.ts'

/** Creates a contact; details that somebody else in the account has are refused by their field. */
export async function createContact(work: Work, input: ContactChanges): Promise<number> {
  const row = await work.tx
    .insertInto('contacts')
    .values({
      account_id: work.accountId,
      ...contactColumns(input),
      additional_attributes: JSON.stringify(input.additionalAttributes ?? {}),
      custom_attributes: JSON.stringify(input.customAttributes ?? {}),
      created_at: work.now,
      updated_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch(refuseTaken)
  work.record({ type: 'contact.created', data: { contactId: row.id } })
  return row.id
}

/** Turns a broken unique index into a refusal that names the field. */
export function refuseTaken(error: unknown): never {
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined
  if (constraint === 'contacts_email') throw new Refusal('taken', 'Email has already been taken', 'email')
  if (constraint === 'contacts_identifier')
    throw new Refusal('taken', 'Identifier has already been taken', 'identifier')
  throw error
}
