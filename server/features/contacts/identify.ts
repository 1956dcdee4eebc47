import { Refusal } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { changeContact } from './change-contact.ts'
import { malformedDetail, type ContactChanges } from './contact-input.ts'
import { findByDetails, findContactInbox } from './contact-store.ts'
import type { ContactInbox } from './contact.ts'
import { createContact } from './create-contact.ts'

/** A visitor's place, made on the first write: nobody who only looks leaves a row. */
export async function enterInbox(
  work: Work,
  place: { inboxId: number; sourceId: string },
  details: ContactChanges = {},
): Promise<ContactInbox> {
  const existing = await findContactInbox(work.tx, place.inboxId, place.sourceId)
  if (existing) return existing
  const usable = usableDetails(details)
  const known = await findByDetails(work.tx, work.accountId, { identifier: usable.identifier ?? null })
  const contactId = known?.id ?? (await createContact(work, await withoutTaken(work, usable)))
  return addContactInbox(work, { contactId, ...place })
}

/** Puts a contact into an inbox under a source id. Two first writes at once end in one row. */
export async function addContactInbox(
  work: Work,
  place: { contactId: number; inboxId: number; sourceId: string; hmacVerified?: boolean },
): Promise<ContactInbox> {
  const row = await work.tx
    .insertInto('contact_inboxes')
    .values({
      contact_id: place.contactId,
      inbox_id: place.inboxId,
      source_id: place.sourceId,
      hmac_verified: place.hmacVerified ?? false,
      created_at: work.now,
    })
    .onConflict((conflict) => conflict.columns(['inbox_id', 'source_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new SameSourceAtOnce()
  return { id: row.id, ...place, hmacVerified: place.hmacVerified ?? false }
}

/** The source is known in this inbox. When two first writes of one visitor met, the second is to run again and finds the row. */
export class SameSourceAtOnce extends Refusal {
  constructor() {
    super('taken', 'source_id has already been taken', 'source_id')
  }
}

/** What a visitor says about themselves. Details of somebody else or malformed ones are left out, not refused (contract 2.23). */
export async function introduce(work: Work, contactId: number, details: ContactChanges): Promise<void> {
  await changeContact(work, contactId, await withoutTaken(work, usableDetails(details), contactId))
}

function usableDetails(details: ContactChanges): ContactChanges {
  const usable = { ...details }
  for (let bad = malformedDetail(usable); bad; bad = malformedDetail(usable)) {
    delete usable[bad.key]
  }
  return usable
}

async function withoutTaken(work: Work, details: ContactChanges, contactId?: number): Promise<ContactChanges> {
  const free = { ...details }
  for (const key of ['email', 'identifier', 'phoneNumber'] as const) {
    const value = free[key]?.trim()
    if (!value) continue
    const owner = await findByDetails(work.tx, work.accountId, { [key]: value })
    if (owner && owner.id !== contactId) delete free[key]
  }
  return free
}
