import { Refusal } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { contactColumns, type ContactChanges } from './contact-input.ts'
import { fetchAvatarLater } from './set-avatar.ts'

/** Creates a contact; details that somebody else in the account has are refused by their field. */
export async function createContact(work: Work, input: ContactChanges): Promise<number> {
  await refuseTakenPhone(work, input.phoneNumber)
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
  if (input.avatarUrl) fetchAvatarLater(work, row.id, input.avatarUrl)
  work.record({ type: 'contact.created', data: { contactId: row.id } })
  return row.id
}

/** Refuses a phone number that somebody else has. No index holds it: what came in before the rule stays (contract 8.1). */
export async function refuseTakenPhone(work: Work, phoneNumber: string | null | undefined, id = 0): Promise<void> {
  const phone = phoneNumber?.trim()
  if (!phone) return
  const owner = await work.tx
    .selectFrom('contacts')
    .select('id')
    .where('account_id', '=', work.accountId)
    .where('phone_number', '=', phone)
    .where('id', '!=', id)
    .limit(1)
    .executeTakeFirst()
  if (owner) throw new Refusal('taken', 'Phone number has already been taken', 'phone_number')
}

/** Turns a broken unique index into a refusal that names the field. */
export function refuseTaken(error: unknown): never {
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined
  if (constraint === 'contacts_email') throw new Refusal('taken', 'Email has already been taken', 'email')
  if (constraint === 'contacts_identifier')
    throw new Refusal('taken', 'Identifier has already been taken', 'identifier')
  throw error
}
