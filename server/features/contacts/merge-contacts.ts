import { sql } from 'kysely'
import { invalid, notFound } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { lockContacts } from './contact-store.ts'
import type { Contact } from './contact.ts'

/**
 * Makes two contacts one (contract 2.8): the base keeps what it says about itself and gets from the mergee what it lacks; places,
 * conversations, notes and labels come over, and the mergee is gone.
 */
export async function mergeContacts(work: Work, { baseId, mergeeId }: { baseId: number; mergeeId: number }) {
  if (baseId === mergeeId)
    throw invalid('mergee_contact_id', 'mergee_contact_id must name another contact than the base')
  const locked = await lockContacts(work, [baseId, mergeeId])
  const base = locked.find((one) => one.id === baseId)
  const mergee = locked.find((one) => one.id === mergeeId)
  if (!base || !mergee) throw notFound()
  const places = await movePlaces(work, base, mergee)
  // Unique details are free once the mergee is gone.
  await work.tx.deleteFrom('contacts').where('id', '=', mergee.id).execute()
  await fillIn(work, base, mergee)
  work.record({ type: 'contact.merged', data: { contactId: base.id, mergedId: mergee.id, places } })
  work.record({ type: 'contact.updated', data: { contactId: base.id } })
}

async function movePlaces(work: Work, base: Contact, mergee: Contact): Promise<number[]> {
  // Conversations follow their places by their foreign key.
  const moved = await work.tx
    .updateTable('contact_inboxes')
    .set({ contact_id: base.id })
    .where('contact_id', '=', mergee.id)
    .returning('id')
    .execute()
  await work.tx.updateTable('contact_notes').set({ contact_id: base.id }).where('contact_id', '=', mergee.id).execute()
  return moved.map((place) => place.id)
}

async function fillIn(work: Work, base: Contact, mergee: Contact) {
  const activity = [base.lastActivityAt, mergee.lastActivityAt].filter((one) => one !== null)
  await work.tx
    .updateTable('contacts')
    .set({
      name: base.name || mergee.name,
      email: base.email ?? mergee.email,
      phone_number: base.phoneNumber ?? mergee.phoneNumber,
      identifier: base.identifier ?? mergee.identifier,
      avatar_blob_key: base.avatarBlobKey ?? mergee.avatarBlobKey,
      additional_attributes: sql`${JSON.stringify(mergee.additionalAttributes)}::jsonb || additional_attributes`,
      custom_attributes: sql`${JSON.stringify(mergee.customAttributes)}::jsonb || custom_attributes`,
      labels: [...new Set([...base.labels, ...mergee.labels])],
      last_activity_at: activity.length > 0 ? new Date(Math.max(...activity.map(Number))) : null,
      updated_at: work.now,
    })
    .where('id', '=', base.id)
    .execute()
}
