import { randomUUID } from 'node:crypto'
import { newPlaceBody, placeBody } from '../../../contract/http/contacts.ts'
import { notFound } from '../../kernel/refusal.ts'
import {
  addContactInbox,
  findContactInbox,
  listContactInboxes,
  loadContact,
  type Contact,
  type ContactInbox,
} from '../../features/contacts/index.ts'
import { listInboxes, loadInbox, type ChannelType, type Inbox } from '../../features/inboxes/index.ts'
import type { Work } from '../../platform/http/ports.ts'
import type { Call } from '../../platform/http/route.ts'
import { inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { contactInbox } from '../present/contact.ts'
import { withPlaces } from './contact-list.ts'

type MemberCall = Call<MemberCaller>

/** Where a contact can be written to (contract 2.8). */
export const contactPlaceRoutes = [
  member('GET', inAccount('/contacts/:id/contactable_inboxes'), listContactable, {
    summary: 'Lists the inboxes that a contact can be written to from',
    returns: 'contactable_inboxes',
  }),
  member('POST', inAccount('/contacts/:id/contact_inboxes'), addPlace, {
    summary: 'Gives a contact a place in an inbox',
    body: newPlaceBody,
    returns: 'contact_inbox',
  }),
  member('POST', inAccount('/contact_inboxes/filter'), findByPlace, {
    summary: 'Finds the contact of a place in an inbox',
    body: placeBody,
    returns: 'contact',
  }),
]

type SourceOf = (contact: Contact, place: ContactInbox | undefined) => string | undefined

/** What a conversation with a contact would begin under; none where the channel cannot reach them. */
const SOURCES: Record<ChannelType, SourceOf> = {
  // Whoever has not been on the website has no window that would show a message.
  web_widget: (_contact, place) => place?.sourceId,
  api: (_contact, place) => place?.sourceId ?? randomUUID(),
  email: (contact, place) => place?.sourceId ?? contact.email ?? undefined,
}

async function listContactable(call: MemberCall) {
  const { accountId, actor } = call.caller
  const { db } = call.ports
  const contact = await loadContact(db, accountId, idOf(call.params['id']))
  const [inboxes, places] = await Promise.all([listInboxes(db, accountId, actor), listContactInboxes(db, contact.id)])
  const reachable = inboxes.flatMap((inbox) => {
    const place = places.findLast((one) => one.inboxId === inbox.id)
    const sourceId = SOURCES[inbox.channelType](contact, place)
    return sourceId === undefined ? [] : [contactInbox({ sourceId }, inbox)]
  })
  return { payload: reachable }
}

async function addPlace(call: MemberCall) {
  const id = idOf(call.params['id'])
  const body = parse(newPlaceBody, unwrap(call.body, 'contact_inbox'))
  const { accountId, actor } = call.caller
  const inbox = await loadInbox(call.ports.db, accountId, actor, body.inbox_id)
  const place = await call.ports.work(accountId, actor, async (work) => {
    const contact = await loadContact(work.tx, accountId, id)
    const { source_id: sourceId, hmac_verified: hmacVerified } = body
    return (
      (await knownPlace(work, contact, inbox, sourceId)) ??
      addContactInbox(work, {
        contactId: contact.id,
        inboxId: inbox.id,
        sourceId: sourceId || randomUUID(),
        ...(hmacVerified !== undefined && { hmacVerified }),
      })
    )
  })
  return contactInbox(place, inbox)
}

// Asking twice is asking once.
async function knownPlace(work: Work, contact: Contact, inbox: Inbox, sourceId: string | null | undefined) {
  if (!sourceId) return (await listContactInboxes(work.tx, contact.id)).find((one) => one.inboxId === inbox.id)
  const place = await findContactInbox(work.tx, inbox.id, sourceId)
  return place?.contactId === contact.id ? place : undefined
}

async function findByPlace(call: MemberCall) {
  const body = parse(placeBody, unwrap(call.body, 'contact_inbox'))
  const { accountId, actor } = call.caller
  const inbox = await loadInbox(call.ports.db, accountId, actor, body.inbox_id)
  const place = await findContactInbox(call.ports.db, inbox.id, body.source_id)
  if (!place) throw notFound()
  const [shown] = await withPlaces(call, [await loadContact(call.ports.db, accountId, place.contactId)])
  return shown
}
