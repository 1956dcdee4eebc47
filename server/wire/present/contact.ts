import type { Contact, ContactInbox } from '../../features/contacts/index.ts'
import type { MessageContact } from '../../features/conversations/index.ts'
import type { Inbox } from '../../features/inboxes/index.ts'
import { contactAvatarUrl } from './avatar.ts'
import { channelName } from './inbox.ts'
import { seconds, type Shown } from './shown.ts'

type Known = MessageContact & { lastActivityAt?: Date | null; createdAt?: Date; labels?: string[] }

/** What agents read where a name stands: somebody who has not said their name is still somebody. */
export function shownName(one: Pick<MessageContact, 'id' | 'name' | 'email' | 'phoneNumber'>): string {
  return one.name || one.email || one.phoneNumber || `Visitor ${one.id}`
}

/** A contact for agents (contract 2.8). */
export function contact(one: Known, shown: Shown) {
  return {
    additional_attributes: one.additionalAttributes,
    availability_status: shown.presence.contacts[one.id] ?? 'offline',
    email: one.email,
    id: one.id,
    name: shownName(one),
    phone_number: one.phoneNumber,
    blocked: one.blocked,
    identifier: one.identifier,
    thumbnail: contactAvatarUrl(one, shown),
    custom_attributes: one.customAttributes,
    ...(one.lastActivityAt && { last_activity_at: seconds(one.lastActivityAt) }),
    ...(one.createdAt && { created_at: seconds(one.createdAt) }),
    ...(one.labels && { labels: one.labels }),
  }
}

/** A contact's place in an inbox, for agents. */
export function contactInbox(place: Pick<ContactInbox, 'sourceId'>, inbox: Inbox) {
  return { source_id: place.sourceId, inbox: inboxOfContact(inbox) }
}

function inboxOfContact(inbox: Inbox) {
  return {
    id: inbox.id,
    avatar_url: '',
    channel_id: inbox.id,
    name: inbox.name,
    channel_type: channelName(inbox.channelType),
    provider: null,
  }
}

/** A contact as the sender of a message (contract 2.11, senders). */
export function contactForCable(one: MessageContact, shown: Shown) {
  return {
    additional_attributes: one.additionalAttributes,
    custom_attributes: one.customAttributes,
    email: one.email,
    id: one.id,
    identifier: one.identifier,
    name: shownName(one),
    phone_number: one.phoneNumber,
    thumbnail: contactAvatarUrl(one, shown),
    blocked: one.blocked,
    type: 'contact',
  }
}

/** The customer as the sender of a message, for the customer: that it was they, and no detail that another session gave. */
export function contactForVisitor(one: Pick<Contact, 'id'>) {
  return { id: one.id, name: '', email: null, phone_number: null, type: 'contact' }
}

/** A contact to themselves: the details that `ownDetails` lets their session know. */
export function contactForSelf(one: Pick<Contact, 'id' | 'name' | 'email' | 'phoneNumber'>) {
  return { id: one.id, name: one.name, email: one.email, phone_number: one.phoneNumber, type: 'contact' }
}

/** A contact as other programs are told of it (contract 4.1). */
export function contactForWebhook(one: MessageContact, shown: Shown) {
  const avatar = contactAvatarUrl(one, shown)
  return {
    additional_attributes: one.additionalAttributes,
    avatar,
    custom_attributes: one.customAttributes,
    email: one.email,
    id: one.id,
    identifier: one.identifier,
    name: one.name,
    phone_number: one.phoneNumber,
    thumbnail: avatar,
    blocked: one.blocked,
  }
}
