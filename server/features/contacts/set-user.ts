import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { ContactChanges } from './contact-input.ts'
import { findByDetails, findContact } from './contact-store.ts'
import type { Contact, ContactInbox } from './contact.ts'
import { createContact } from './create-contact.ts'
import { addContactInbox, enterInbox, introduce } from './identify.ts'

/**
 * A website says who its visitor is. The session moves to the contact of that identity; a session that already belongs to
 * another identity is left alone and a new one begins, whose place is returned.
 */
export async function setUser(
  work: Work,
  input: { inboxId: number; sourceId: string; verified: boolean; details: ContactChanges & { identifier: string } },
): Promise<ContactInbox> {
  const place = await enterInbox(work, input, { identifier: input.details.identifier })
  const current = await findContact(work.tx, work.accountId, place.contactId)
  const owner = await findByDetails(work.tx, work.accountId, input.details)
  const session =
    current?.identifier && current.identifier !== input.details.identifier
      ? await newSession(work, input, owner)
      : await moveSession(work, place, owner)
  await verify(work, session, input.verified)
  await introduce(work, session.contactId, input.details)
  return { ...session, hmacVerified: input.verified || session.hmacVerified }
}

async function newSession(work: Work, input: { inboxId: number; details: ContactChanges }, owner: Contact | undefined) {
  const contactId = owner?.id ?? (await createContact(work, { identifier: input.details.identifier }))
  return addContactInbox(work, { contactId, inboxId: input.inboxId, sourceId: randomUUID() })
}

async function moveSession(work: Work, place: ContactInbox, owner: Contact | undefined): Promise<ContactInbox> {
  if (!owner || owner.id === place.contactId) return place
  // The session's conversations follow by their foreign key; what was verified was who it belonged to before.
  await work.tx
    .updateTable('contact_inboxes')
    .set({ contact_id: owner.id, hmac_verified: false })
    .where('id', '=', place.id)
    .execute()
  const left = await work.tx
    .selectFrom('contact_inboxes')
    .select('id')
    .where('contact_id', '=', place.contactId)
    .executeTakeFirst()
  if (!left) await leaveBehind(work, place.contactId, owner.id)
  work.record({ type: 'contact.merged', data: { contactId: owner.id, mergedId: place.contactId, places: [place.id] } })
  return { ...place, contactId: owner.id, hmacVerified: false }
}

// Nobody is left in the anonymous contact; what colleagues noted and how they labelled it stays with the person.
async function leaveBehind(work: Work, anonymousId: number, ownerId: number) {
  await work.tx
    .updateTable('contact_notes')
    .set({ contact_id: ownerId })
    .where('contact_id', '=', anonymousId)
    .execute()
  const gone = await work.tx.deleteFrom('contacts').where('id', '=', anonymousId).returning('labels').executeTakeFirst()
  if (!gone?.labels.length) return
  await work.tx
    .updateTable('contacts')
    .set({ labels: sql`labels || array(select unnest(${gone.labels}::text[]) except select unnest(labels))` })
    .where('id', '=', ownerId)
    .execute()
}

async function verify(work: Work, session: ContactInbox, verified: boolean) {
  if (!verified || session.hmacVerified) return
  await work.tx.updateTable('contact_inboxes').set({ hmac_verified: true }).where('id', '=', session.id).execute()
}
