import type { z } from 'zod'
import { attributeKeysBody, introductionBody, visitorBody } from '../../../contract/http/contacts.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Call } from '../../platform/http/route.ts'
import type { Json } from '../../kernel/event.ts'
import {
  dropContactAttributes,
  enterInbox,
  findContact,
  introduce,
  setUser,
  type Contact,
  type ContactChanges,
} from '../../features/contacts/index.ts'
import { contactActor, visitor } from '../access.ts'
import { parse } from '../parse.ts'
import { identityHolds } from '../identity.ts'
import { againWhenTaken } from '../visitor-letter.ts'
import { newcomer, type Visit } from './visit.ts'
import { visitorToken } from './visitor-token.ts'

type VisitorCall = Call<Visit>

const path = '/api/v1/widget/contact'
const identityBody = visitorBody.required({ identifier: true })

/** Who the visitor is (contract 2.20). Looking leaves no row; saying something about oneself does. */
export const widgetContactRoutes = [
  visitor('GET', path, async (call) => show(await currentContact(call)), {
    summary: 'Tells the visitor who they are',
    returns: 'widget_contact',
  }),
  visitor(
    'PATCH',
    path,
    async (call) => {
      const details = contactDetails(parse(introductionBody, call.body))
      const { inbox, sourceId } = call.caller
      call.caller.place = await againWhenTaken(() =>
        call.ports.work(inbox.accountId, newcomer(call.caller), async (work) => {
          const place = await enterInbox(work, { inboxId: inbox.id, sourceId })
          await introduce(work, place.contactId, details)
          return place
        }),
      )
      return show(await currentContact(call))
    },
    { summary: 'Takes what a visitor says about themselves', body: introductionBody, returns: 'widget_contact' },
  ),
  visitor('PATCH', `${path}/set_user`, identify, {
    summary: 'Takes who the website says the visitor is',
    body: identityBody,
    returns: 'widget_contact',
  }),
  visitor(
    'POST',
    `${path}/destroy_custom_attributes`,
    async (call) => {
      const { custom_attributes } = parse(attributeKeysBody, call.body)
      const { inbox, place } = call.caller
      if (!place) return {}
      await call.ports.work(inbox.accountId, contactActor(place), (work) =>
        dropContactAttributes(work, place.contactId, custom_attributes),
      )
      return show(await currentContact(call))
    },
    { summary: 'Takes custom attributes from the visitor', body: attributeKeysBody, returns: 'widget_contact' },
  ),
]

async function identify(call: VisitorCall) {
  const body = parse(identityBody, call.body)
  const { inbox, sourceId } = call.caller
  const identifier = body.identifier ?? ''
  if (identifier === '') throw new Refusal('invalid', "identifier can't be blank", 'identifier')
  const verified = identityHolds(call.ports, inbox, identifier, body.identifier_hash)
  const details = { ...contactDetails(body), identifier }
  const place = await againWhenTaken(() =>
    call.ports.work(inbox.accountId, newcomer(call.caller), (work) =>
      setUser(work, { inboxId: inbox.id, sourceId, verified, details }),
    ),
  )
  call.caller.place = place
  const switched = place.sourceId !== sourceId || !call.headers['x-auth-token']
  const claims = { sourceId: place.sourceId, inboxId: inbox.id }
  return {
    ...show(await currentContact(call)),
    ...(switched && { widget_auth_token: visitorToken(call.ports.secrets, 'widget', claims, call.ports.now()) }),
  }
}

async function currentContact(call: VisitorCall): Promise<Contact | undefined> {
  const { inbox, place } = call.caller
  return place ? findContact(call.ports.db, inbox.accountId, place.contactId) : undefined
}

function show(contact: Contact | undefined) {
  return {
    id: contact?.id ?? null,
    has_email: Boolean(contact?.email),
    has_name: Boolean(contact?.name),
    has_phone_number: Boolean(contact?.phoneNumber),
    identifier: contact?.identifier ?? null,
  }
}

/** What a visitor's body says about them; the details without a column of their own are additional attributes. */
export function contactDetails(
  body: z.output<typeof introductionBody> & { identifier?: string | null },
): ContactChanges {
  const { company_name, city, country, country_code, description } = body
  const additional = { company_name, city, country, country_code, description }
  const said = Object.entries(additional).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return {
    name: body.name,
    email: body.email,
    phoneNumber: body.phone_number,
    identifier: body.identifier,
    additionalAttributes: { ...body.additional_attributes, ...Object.fromEntries<Json>(said) },
    customAttributes: body.custom_attributes,
    avatarUrl: body.avatar_url,
  }
}
