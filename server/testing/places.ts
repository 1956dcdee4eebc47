import type { Places } from '../wire/access-matrix.ts'
import { testPassword, type TestDesk } from './desk.ts'
import { furnishAutomation } from './automation.ts'
import { form, formHeaders } from './form.ts'
import type { Furnished } from './furnished.ts'
import { keptRows } from './kept-rows.ts'
import type { Caller } from './people.ts'
import { anAgent, aWebsite, signIn } from './people.ts'
import { aCustomRole, aTeam } from './teams.ts'

/** The rows that addresses of a furnished desk may name, with some to spare for routes that remove them. */
export async function placesOf(desk: TestDesk, furnished: Furnished): Promise<Places> {
  const { ada, app, accountId } = desk
  const { website, apiInbox, contactId, conversation, message, ines, kim } = furnished
  const fresh = { inbox_id: website.id, contact_id: contactId }
  const { body: doomedConversation } = await ada.post('~/conversations', fresh)
  const doomed = await aWebsite(ada, { name: 'Doomed' })
  const spare = await anAgent(app, ada, { name: 'Spare' })
  await signIn(app, ines.user.email, testPassword)
  const invited = await ada.post('~/agents', { name: 'Vera', email: 'vera@lamp.example' })
  const [team, doomedTeam] = [await aTeam(ada, 'sales'), await aTeam(ada, 'doomed')]
  const [customRole, doomedRole] = [await aCustomRole(ada), await aCustomRole(ada)]
  const doomedContact = await ada.post('~/contacts', { name: 'Doomed' })
  const note = await ada.post(`~/contacts/${contactId}/notes`, { content: 'Likes lamps' })
  const file = { fileName: 'people.csv', contentType: 'text/csv', bytes: 'name\nLu\n' }
  const contactImport = await ada.post('~/contacts/import', form([['import_file', file]]), formHeaders)
  const sessions = await ines.get('/api/v1/profile/sessions')
  return {
    ...(await furnishAutomation(ada, website.id)),
    account: accountId,
    inbox: website.id,
    apiInbox: apiInbox.id,
    doomedInbox: doomed.id,
    team: team.id,
    doomedTeam: doomedTeam.id,
    customRole: customRole.id,
    doomedRole: doomedRole.id,
    contact: contactId,
    doomedContact: doomedContact.body.payload.contact.id,
    note: note.body.id,
    contactImport: contactImport.body.id,
    conversation,
    doomedConversation: doomedConversation.id,
    clientConversation: kim.conversation,
    message: message.id,
    spareAgent: spare.user.id,
    insideAgent: ines.user.id,
    ...(await keptRows(ada)),
    session: sessions.body.find((session: { current: boolean }) => !session.current).id,
    invitedAgent: invited.body.id,
    ...(await platformPlaces(furnished.platform)),
  }
}

async function platformPlaces(app: Caller) {
  const id = async (path: string, body: object): Promise<number> => (await app.post(path, body)).body.id
  return {
    platformUser: await id('^/users', { name: 'Pat', email: 'pat@platform.example' }),
    doomedPlatformUser: await id('^/users', { name: 'Dan', email: 'dan@platform.example' }),
    platformAccount: await id('^/accounts', { name: 'Provisioned' }),
    platformBot: await id('^/agent_bots', { name: 'Robin' }),
    doomedPlatformBot: await id('^/agent_bots', { name: 'Doomed' }),
    doomedPlatformAccount: await id('^/accounts', { name: 'Doomed' }),
  }
}

/** Fills the parameters of a route's path; `id` is used instead of the usual row of its kind. */
export function addressOf(
  path: string,
  places: Places & { id?: number | string | undefined; identifier?: string; sourceId?: string },
): string {
  const { id } = places
  const values: [RegExp, string | number][] = [
    [/:account_id\b/, places.account],
    [/(?<=agent_bots\/):id\b/, id ?? places.bot],
    [/(?<=webhooks\/):id\b/, id ?? places.webhook],
    [/:delivery\b/, places.delivery],
    [/(?<=hooks\/):id\b/, id ?? places.hook],
    [/(?<=integrations\/apps\/):id\b/, id ?? 'openai'],
    [/(?<=automation_rules\/):id\b/, id ?? places.rule],
    [/(?<=macros\/):id\b/, id ?? places.macro],
    [/(?<=campaigns\/):id\b/, id ?? places.campaign],
    [/(?<=assignment_policies\/):id\b/, id ?? places.policy],
    [/(?<=agents\/):id\b/, id ?? places.spareAgent],
    [/(?<=teams\/):id\b/, id ?? places.team],
    [/:team_id\b/, places.team],
    [/(?<=custom_roles\/):id\b/, id ?? places.customRole],
    [/(?<=inboxes\/):id\b/, id ?? places.inbox],
    [/(?<=contacts\/):id\b/, id ?? places.contact],
    [/(?<=labels\/):id\b/, id ?? places.label],
    [/(?<=canned_responses\/):id\b/, id ?? places.cannedResponse],
    [/(?<=custom_attribute_definitions\/):id\b/, id ?? places.attributeDefinition],
    [/(?<=custom_filters\/):id\b/, id ?? places.customFilter],
    [/(?<=dashboard_apps\/):id\b/, id ?? places.dashboardApp],
    [/(?<=messages\/):id\b/, id ?? places.message],
    [/(?<=users\/):id\b/, id ?? places.platformUser],
    [/(?<=accounts\/):id\b/, id ?? places.platformAccount],
    [/(?<=sessions\/):id\b/, id ?? places.session],
    [/(?<=(attachments|avatars|csat_survey_responses|contact_exports|contact_imports|notifications)\/):id\b/, id ?? 1],
    [/:uuid\b/, '00000000-0000-4000-8000-000000000000'],
    [/:note_id\b/, places.note],
    [/:import_id\b/, places.contactImport],
    [/:inbox_id\b/, places.inbox],
    [/(?<=accounts\/.*conversations\/):number$/, id ?? places.conversation],
    [/:number\b/, path.startsWith('/public') ? places.clientConversation : places.conversation],
    [/:identifier\b/, places.identifier ?? ''],
    [/:source_id\b/, places.sourceId ?? ''],
    [/:(name|version|label)\b/, 'vip'],
    [/\*/, 'somewhere'],
  ]
  return values.reduce((address, [pattern, value]) => address.replace(pattern, String(value)), path)
}
