import { sql } from 'kysely'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { changeContact } from './change-contact.ts'
import { findByDetails, findContact, findContactInbox } from './contact-store.ts'
import type { Contact, ContactInbox } from './contact.ts'
import { createContact } from './create-contact.ts'
import { addContactInbox } from './identify.ts'

/** Why mail to a contact's address does not arrive: in `additional_attributes` under `undeliverable`. */
export interface Undeliverable {
  address: string
  reason: string
  at: string
}

/**
 * The contact of an address with their place in an e-mail inbox, made when there is none. One who is known keeps their name.
 */
export async function enterByAddress(
  work: Work,
  inboxId: number,
  writer: { address: string; name: string },
): Promise<{ contact: Contact; place: ContactInbox }> {
  const known = await findContactInbox(work.tx, inboxId, writer.address)
  const contactId = known?.contactId ?? (await contactOf(work, writer))
  const place = known ?? (await addContactInbox(work, { contactId, inboxId, sourceId: writer.address }))
  const contact = await findContact(work.tx, work.accountId, contactId)
  if (!contact) throw new Error('A place in an inbox belongs to nobody')
  if (contact.name.trim() === '') await changeContact(work, contact.id, { name: writer.name })
  return { contact, place }
}

async function contactOf(work: Work, { address: email, name }: { address: string; name: string }): Promise<number> {
  const known = await findByDetails(work.tx, work.accountId, { email })
  return known?.id ?? createContact(work, { name, email })
}

/** Notes of the contact of an address that mail to it does not arrive, and why. Nobody has the address: nothing. */
export async function markUndeliverable(work: Work, address: string, reason: string): Promise<void> {
  const contact = await findByDetails(work.tx, work.accountId, { email: address })
  if (!contact || undeliverableOf(contact)?.address === address) return
  const undeliverable = { address, reason, at: work.now.toISOString() }
  await changeContact(work, contact.id, { additionalAttributes: { undeliverable } })
}

/** Mail came from an address: it works again, whatever was noted of it. */
export async function clearUndeliverable(work: Work, address: string): Promise<void> {
  const contact = await findByDetails(work.tx, work.accountId, { email: address })
  if (!contact || undeliverableOf(contact)?.address !== address) return
  await work.tx
    .updateTable('contacts')
    .set({ additional_attributes: sql`additional_attributes - 'undeliverable'`, updated_at: work.now })
    .where('id', '=', contact.id)
    .execute()
  work.record({ type: 'contact.updated', data: { contactId: contact.id } })
}

function undeliverableOf({ additionalAttributes }: Contact): Undeliverable | undefined {
  return additionalAttributes['undeliverable'] as Undeliverable | undefined
}
