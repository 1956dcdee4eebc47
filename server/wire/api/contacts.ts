import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { attributeKeysBody, contactBody, newContactBody } from '../../../contract/http/contacts.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  addContactInbox,
  changeContact,
  createContact,
  dropContactAttributes,
  listContactInboxes,
  loadContact,
  type ContactChanges,
  type ContactInbox,
} from '../../features/contacts/index.ts'
import { listConversations, parseSort } from '../../features/conversations/index.ts'
import { listInboxes, loadInbox } from '../../features/inboxes/index.ts'
import { inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { contact, contactInbox } from '../present/contact.ts'
import { conversationForApi } from '../present/conversation.ts'
import { shownFor } from '../shown-for.ts'

type MemberCall = Call<MemberCaller>

/** Contacts, one at a time (contract 2.8). */
export const contactRoutes = [
  member('GET', inAccount('/contacts/:id'), async (call) => ({
    payload: await oneContact(call, idOf(call.params['id'])),
  })),
  member('POST', inAccount('/contacts'), addContact),
  member('PUT', inAccount('/contacts/:id'), updateContact),
  member('PATCH', inAccount('/contacts/:id'), updateContact),
  member('POST', inAccount('/contacts/:id/destroy_custom_attributes'), async (call) => {
    const id = idOf(call.params['id'])
    const { custom_attributes } = parse(attributeKeysBody, call.body)
    const { accountId, actor } = call.caller
    await call.ports.work(accountId, actor, (work) => dropContactAttributes(work, id, custom_attributes))
    return { payload: await oneContact(call, id) }
  }),
  member('GET', inAccount('/contacts/:id/conversations'), async (call) => {
    const { accountId, actor } = call.caller
    const { id } = await loadContact(call.ports.db, accountId, idOf(call.params['id']))
    const { conversations } = await listConversations(
      call.ports.reader,
      { accountId, actor },
      { status: 'all', contactId: id },
      { sort: parseSort('last_activity_at_desc'), size: 20 },
    )
    const shown = await shownFor(call, accountId)
    return { payload: conversations.map((one) => conversationForApi(one, shown)) }
  }),
]

async function addContact(call: MemberCall) {
  const body = parse(newContactBody, unwrap(call.body, 'contact'))
  const { accountId, actor } = call.caller
  if (body.inbox_id) await loadInbox(call.ports.db, accountId, actor, body.inbox_id)
  const added = await call.ports.work(accountId, actor, async (work) => {
    const contactId = await createContact(work, contactChanges(body))
    if (!body.inbox_id) return { contactId, place: null }
    const sourceId = body.source_id ?? randomUUID()
    return { contactId, place: await addContactInbox(work, { contactId, inboxId: body.inbox_id, sourceId }) }
  })
  const place = added.place && (await placeWithInbox(call, added.place))
  return {
    payload: {
      contact: await oneContact(call, added.contactId),
      contact_inbox: place ?? { inbox: null, source_id: null },
    },
  }
}

async function updateContact(call: MemberCall) {
  const id = idOf(call.params['id'])
  const body = parse(contactBody, unwrap(call.body, 'contact'))
  const { accountId, actor } = call.caller
  await loadContact(call.ports.db, accountId, id)
  await call.ports.work(accountId, actor, (work) => changeContact(work, id, contactChanges(body)))
  return { payload: await oneContact(call, id) }
}

async function oneContact(call: MemberCall, id: number) {
  const { accountId, actor } = call.caller
  const { db } = call.ports
  const one = await loadContact(db, accountId, id)
  const [places, inboxes] = await Promise.all([listContactInboxes(db, id), listInboxes(db, accountId, actor)])
  const visible = places.flatMap((place) => {
    const inbox = inboxes.find((candidate) => candidate.id === place.inboxId)
    return inbox ? [contactInbox(place, inbox)] : []
  })
  return { ...contact(one, await shownFor(call, accountId)), contact_inboxes: visible }
}

async function placeWithInbox(call: MemberCall, place: ContactInbox) {
  const { accountId, actor } = call.caller
  return contactInbox(place, await loadInbox(call.ports.db, accountId, actor, place.inboxId))
}

function contactChanges(body: z.output<typeof contactBody>): ContactChanges {
  return {
    name: body.name,
    email: body.email,
    phoneNumber: body.phone_number,
    identifier: body.identifier,
    blocked: body.blocked,
    additionalAttributes: body.additional_attributes,
    customAttributes: body.custom_attributes,
  }
}
