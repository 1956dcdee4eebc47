import { sql } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import { compiled, type Given } from '../../platform/database/compiled.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Contact, ContactInbox } from './contact.ts'

/** The columns of a Contact under its names. */
export const contactFields = [
  'id',
  'account_id as accountId',
  'name',
  'email',
  'phone_number as phoneNumber',
  'identifier',
  'blocked',
  'additional_attributes as additionalAttributes',
  'custom_attributes as customAttributes',
  'labels',
  'avatar_blob_key as avatarBlobKey',
  'last_activity_at as lastActivityAt',
  'created_at as createdAt',
] as const

const inboxColumns = [
  'id',
  'contact_id as contactId',
  'inbox_id as inboxId',
  'source_id as sourceId',
  'hmac_verified as hmacVerified',
] as const

/** What somebody may be found by. */
interface Details {
  identifier?: string | null | undefined
  email?: string | null | undefined
  phoneNumber?: string | null | undefined
}

/** A contact of the account by id, or undefined. */
export async function findContact(db: Reader, accountId: number, id: number): Promise<Contact | undefined> {
  const row = await db
    .selectFrom('contacts')
    .select(contactFields)
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row as Contact | undefined
}

/** A contact of the account, or a refusal. All members of an account see all its contacts (contract §9). */
export async function loadContact(db: Reader, accountId: number, id: number): Promise<Contact> {
  const contact = await findContact(db, accountId, id)
  if (!contact) throw notFound()
  return contact
}

/**
 * Whom these details belong to, asked in the order identifier, e-mail, phone (contract 2.23). Where an identifier is given,
 * somebody with another one is not meant, whatever else they share: an address can be claimed, an identifier is vouched for.
 */
export async function findByDetails(db: Reader, accountId: number, details: Details): Promise<Contact | undefined> {
  const { identifier, email, phoneNumber } = details
  const all = db.selectFrom('contacts').select(contactFields).where('account_id', '=', accountId)
  const base = identifier ? all.where('identifier', 'is', null) : all
  const row =
    (identifier && (await all.where('identifier', '=', identifier).executeTakeFirst())) ||
    (email && (await base.where(sql`lower(email)`, '=', email.toLowerCase()).executeTakeFirst())) ||
    (phoneNumber && (await base.where('phone_number', '=', phoneNumber).orderBy('id').executeTakeFirst())) ||
    undefined
  return row as Contact | undefined
}

/** Everybody in the account who has one of these details, in one query. */
export async function findByAnyDetail(db: Reader, accountId: number, details: Details[]): Promise<Contact[]> {
  const all = (key: keyof Details) => details.flatMap((one) => one[key]?.trim() || [])
  const emails = all('email').map((email) => email.toLowerCase())
  const rows = await db
    .selectFrom('contacts')
    .select(contactFields)
    .where('account_id', '=', accountId)
    .where((eb) =>
      eb.or([
        sql<boolean>`identifier = any(${all('identifier')}::text[])`,
        sql<boolean>`lower(email) = any(${emails}::text[])`,
        sql<boolean>`phone_number = any(${all('phoneNumber')}::text[])`,
      ]),
    )
    .orderBy('id', 'desc')
    .execute()
  return rows as Contact[]
}

/** Contacts by id, whoever asks, in no promised order. */
export async function findContacts(db: Reader, ids: number[]): Promise<Contact[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('contacts')
    .select(contactFields)
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .execute()
  return rows as Contact[]
}

/** A contact's places in inboxes. */
export async function listContactInboxes(db: Reader, contactId: number): Promise<ContactInbox[]> {
  return listPlaces(db, [contactId])
}

/** The places of several contacts in inboxes, each contact's oldest first. */
export async function listPlaces(db: Reader, contactIds: number[]): Promise<ContactInbox[]> {
  if (contactIds.length === 0) return []
  return db
    .selectFrom('contact_inboxes')
    .select(inboxColumns)
    .where((eb) => eb('contact_id', '=', eb.fn.any(eb.val(contactIds))))
    .orderBy('id')
    .execute()
}

/** Locks contacts of the account in the order of their ids, so that two who need the same rows wait instead of blocking each other. */
export async function lockContacts(work: Work, ids: number[]): Promise<Contact[]> {
  const rows = await work.tx
    .selectFrom('contacts')
    .select(contactFields)
    .where('account_id', '=', work.accountId)
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows as Contact[]
}

/** The place that a source id names in an inbox. */
export async function findContactInbox(
  db: Reader,
  inboxId: number,
  sourceId: string,
): Promise<ContactInbox | undefined> {
  const [place] = await selectPlace(db, { inboxId, sourceId })
  return place
}

const selectPlace = compiled((db, given: Given<{ inboxId: number; sourceId: string }>) =>
  db
    .selectFrom('contact_inboxes')
    .select(inboxColumns)
    .where('inbox_id', '=', given.inboxId)
    .where('source_id', '=', given.sourceId),
)

/** The sessions a visitor may read: their own, and when verified all verified ones of the same contact in the inbox (contract 2.20). */
export async function sessionsOf(db: Reader, own: ContactInbox): Promise<ContactInbox[]> {
  if (!own.hmacVerified) return [own]
  return db
    .selectFrom('contact_inboxes')
    .select(inboxColumns)
    .where('contact_id', '=', own.contactId)
    .where('inbox_id', '=', own.inboxId)
    .where('hmac_verified', '=', true)
    .execute()
}

/** All verified sessions of these contacts, each in its inbox. */
export async function verifiedSessions(db: Reader, contacts: { contactId: number }[]): Promise<ContactInbox[]> {
  if (contacts.length === 0) return []
  const ids = contacts.map((contact) => contact.contactId)
  return db
    .selectFrom('contact_inboxes')
    .select(inboxColumns)
    .where((eb) => eb('contact_id', '=', eb.fn.any(eb.val(ids))))
    .where('hmac_verified', '=', true)
    .execute()
}
