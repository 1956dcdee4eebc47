import { randomUUID } from 'node:crypto'
import { visitorBody } from '../../../contract/http/contacts.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  addContactInbox,
  createContact,
  findByDetails,
  introduce,
  ownDetails,
  setUser,
  type ContactInbox,
} from '../../features/contacts/index.ts'
import type { Inbox } from '../../features/inboxes/index.ts'
import { client, contactActor, placeOf, type ClientCaller } from '../access.ts'
import { identityHolds } from '../identity.ts'
import { parse } from '../parse.ts'
import { workingDays } from '../present/inbox.ts'
import { contactDetails } from '../widget/contact.ts'
import { visitorToken } from '../widget/visitor-token.ts'

type ClientCall = Call<ClientCaller>

const inboxPath = '/public/api/v1/inboxes/:identifier'

/** The path of a contact of the public API. */
export const contactPath = `${inboxPath}/contacts/:source_id`

/** Inboxes and contacts for bring-your-own clients (contract 2.19). */
export const clientRoutes = [
  client(
    'GET',
    inboxPath,
    async ({ caller: { inbox } }) => ({
      identifier: inbox.apiChannel?.identifier,
      identity_validation_enabled: inbox.apiChannel?.hmacMandatory ?? false,
      name: inbox.name,
      timezone: inbox.timezone,
      working_hours: workingDays(inbox.workingHours),
      working_hours_enabled: inbox.workingHoursEnabled,
      csat_survey_enabled: inbox.csatSurveyEnabled,
      greeting_enabled: inbox.greetingEnabled,
    }),
    { summary: 'Shows an API inbox to its clients', returns: 'public_inbox' },
  ),
  client('POST', `${inboxPath}/contacts`, addContact, {
    summary: 'Makes a contact, or finds the one that the details name',
    body: visitorBody,
    returns: 'public_contact',
  }),
  client('GET', contactPath, async (call) => show(call, placeOf(call.caller)), {
    summary: 'Shows a contact to itself',
    returns: 'public_contact',
  }),
  client('PATCH', contactPath, updateContact, {
    summary: 'Changes a contact',
    body: visitorBody,
    returns: 'public_contact',
  }),
]

async function addContact(call: ClientCall) {
  const body = parse(visitorBody, call.body)
  const { inbox } = call.caller
  const verified = isVerified(call, inbox, body)
  const details = contactDetails(body)
  const actor = { kind: 'contact' as const, contactId: 0, contactInboxId: 0, inboxId: inbox.id }
  const place = await call.ports.work(inbox.accountId, actor, async (work) => {
    const known = await findByDetails(work.tx, inbox.accountId, details)
    const contactId = known?.id ?? (await createContact(work, details))
    if (known) await introduce(work, known.id, details)
    const sourceId = body.source_id ?? randomUUID()
    return addContactInbox(work, { contactId, inboxId: inbox.id, sourceId, hmacVerified: verified })
  })
  return show(call, place)
}

async function updateContact(call: ClientCall) {
  const body = parse(visitorBody, call.body)
  const { inbox } = call.caller
  const place = placeOf(call.caller)
  const verified = isVerified(call, inbox, body)
  const details = contactDetails(body)
  const moved = await call.ports.work(inbox.accountId, contactActor(place), async (work) => {
    const { identifier } = details
    if (identifier && verified) {
      return setUser(work, {
        inboxId: inbox.id,
        sourceId: place.sourceId,
        verified,
        details: { ...details, identifier },
      })
    }
    await introduce(work, place.contactId, details)
    return place
  })
  return show(call, moved)
}

function isVerified(call: ClientCall, inbox: Inbox, body: { identifier?: string | null; identifier_hash?: string }) {
  if (!body.identifier) return false
  return identityHolds(call.ports, inbox, body.identifier, body.identifier_hash)
}

async function show(call: ClientCall, place: ContactInbox) {
  const { inbox } = call.caller
  const contact = await ownDetails(call.ports.db, inbox.accountId, place)
  const claims = { sourceId: place.sourceId, inboxId: inbox.id }
  return {
    source_id: place.sourceId,
    pubsub_token: visitorToken(call.ports.secrets, 'cable', claims, call.ports.now()),
    id: contact?.id,
    name: contact?.name,
    email: contact?.email,
    phone_number: contact?.phoneNumber,
  }
}
