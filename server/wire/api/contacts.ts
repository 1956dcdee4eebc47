import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { attributeKeysBody, contactBody, newContactBody } from '../../../contract/http/contacts.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  addContactInbox,
  changeContact,
  createContact,
  dropContactAttributes,
  loadContact,
  removeContact,
  setContactAvatar,
  type ContactChanges,
  type ContactInbox,
} from '../../features/contacts/index.ts'
import { listConversations, parseSort } from '../../features/conversations/index.ts'
import { loadInbox } from '../../features/inboxes/index.ts'
import { presenceOf } from '../../features/presence/index.ts'
import { administrator, inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { contactInbox } from '../present/contact.ts'
import { conversationForApi } from '../present/conversation.ts'
import { receivedPicture } from '../received-files.ts'
import { shownFor } from '../shown-for.ts'
import { withPlaces } from './contact-list.ts'

type MemberCall = Call<MemberCaller>

const update = { body: contactBody, returns: 'contact_reply' }

/** Contacts, one at a time (contract 2.8). */
export const contactRoutes = [
  member('GET', inAccount('/contacts/:id'), showContact, { summary: 'Shows a contact', returns: 'contact_reply' }),
  member('POST', inAccount('/contacts'), addContact, {
    summary: 'Adds a contact, optionally with a place in an inbox',
    body: newContactBody,
    returns: 'contact_created',
  }),
  member('PUT', inAccount('/contacts/:id'), updateContact, { summary: 'Changes a contact', ...update }),
  member('PATCH', inAccount('/contacts/:id'), updateContact, { summary: 'Changes a contact', ...update }),
  administrator('DELETE', inAccount('/contacts/:id'), deleteContact, {
    summary: 'Deletes a contact with their conversations and files',
  }),
  member(
    'DELETE',
    inAccount('/contacts/:id/avatar'),
    async (call) => {
      const id = idOf(call.params['id'])
      const { accountId, actor } = call.caller
      await call.ports.work(accountId, actor, (work) => setContactAvatar(work, id, null))
      return showContact(call)
    },
    { summary: "Takes a contact's picture away", returns: 'contact_reply' },
  ),
  member(
    'POST',
    inAccount('/contacts/:id/destroy_custom_attributes'),
    async (call) => {
      const id = idOf(call.params['id'])
      const { custom_attributes } = parse(attributeKeysBody, call.body)
      const { accountId, actor } = call.caller
      await call.ports.work(accountId, actor, (work) => dropContactAttributes(work, id, custom_attributes))
      return showContact(call)
    },
    { summary: 'Takes custom attributes away from a contact', body: attributeKeysBody, returns: 'contact_reply' },
  ),
  member('GET', inAccount('/contacts/:id/conversations'), listTalks, {
    summary: 'Lists the latest conversations of a contact that you may see',
    returns: 'contact_conversations',
  }),
]

async function listTalks(call: MemberCall) {
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
}

async function showContact(call: MemberCall) {
  return { payload: await oneContact(call, idOf(call.params['id'])) }
}

async function deleteContact(call: MemberCall) {
  const id = idOf(call.params['id'])
  const { accountId, actor } = call.caller
  const { contacts } = await presenceOf(call.ports, accountId)
  await call.ports.work(accountId, actor, (work) => removeContact(work, id, { isOnline: id in contacts }))
  return {}
}

async function addContact(call: MemberCall) {
  const body = parse(newContactBody, unwrap(call.body, 'contact'))
  const { accountId, actor } = call.caller
  if (body.inbox_id) await loadInbox(call.ports.db, accountId, actor, body.inbox_id)
  const changes = await contactChanges(body)
  const added = await call.ports.work(accountId, actor, async (work) => {
    const contactId = await createContact(work, changes)
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
  const changes = await contactChanges(body)
  await call.ports.work(accountId, actor, (work) => changeContact(work, id, changes))
  return { payload: await oneContact(call, id) }
}

async function oneContact(call: MemberCall, id: number) {
  const [shown] = await withPlaces(call, [await loadContact(call.ports.db, call.caller.accountId, id)])
  return shown
}

async function placeWithInbox(call: MemberCall, place: ContactInbox) {
  const { accountId, actor } = call.caller
  return contactInbox(place, await loadInbox(call.ports.db, accountId, actor, place.inboxId))
}

async function contactChanges(body: z.output<typeof contactBody>): Promise<ContactChanges> {
  return {
    name: body.name,
    email: body.email,
    phoneNumber: body.phone_number,
    identifier: body.identifier,
    blocked: body.blocked,
    additionalAttributes: body.additional_attributes,
    customAttributes: body.custom_attributes,
    avatarBlobKey: body.avatar ? await receivedPicture(body.avatar) : undefined,
    avatarUrl: body.avatar_url,
  }
}
