import { ownDetails } from '../../features/contacts/index.ts'
import { findBrand } from '../../features/branding/index.ts'
import { loadAccount } from '../../features/accounts/index.ts'
import { inboxMemberIds, offsetOf } from '../../features/inboxes/index.ts'
import { listAgents } from '../../features/people/index.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { visitor } from '../access.ts'
import { inboxAvatarUrl } from '../present/avatar.ts'
import { workingDays } from '../present/inbox.ts'
import { userForVisitor } from '../present/person.ts'
import { shownFor } from '../shown-for.ts'
import type { Visit } from './visit.ts'
import { visitorToken } from './visitor-token.ts'

/** What the widget asks before anybody writes (contract 2.20). */
export const widgetConfigRoutes = [
  visitor(
    'POST',
    '/api/v1/widget/config',
    async (call) => {
      const { place, inbox } = call.caller
      const contact = place ? await ownDetails(call.ports.db, inbox.accountId, place) : undefined
      const { locale } = await loadAccount(call.ports.db, inbox.accountId)
      const tokens = tokensOf(call.ports, call.caller)
      return {
        website_channel_config: {
          ...channelConfig(call.caller, locale, call.ports.now()),
          disable_branding: !(await findBrand(call.ports.db)).poweredBy,
          avatar_url: inboxAvatarUrl(call.caller.inbox, { secrets: call.ports.secrets, origin: call.origin }),
          api_host: call.origin,
          auth_token: tokens.authToken,
        },
        contact: {
          email: contact?.email ?? null,
          id: contact?.id ?? null,
          identifier: contact?.identifier ?? null,
          name: contact?.name ?? null,
          phone_number: contact?.phoneNumber ?? null,
          pubsub_token: tokens.pubsubToken,
        },
        global_config: {},
      }
    },
    { summary: 'Tells the widget how its website is set up, and the visitor who they are', returns: 'widget_config' },
  ),
  visitor(
    'GET',
    '/api/v1/widget/inbox_members',
    async (call) => {
      const { id, accountId } = call.caller.inbox
      const agents = await listAgents(call.ports.db, accountId, await inboxMemberIds(call.ports.db, id))
      const shown = await shownFor(call, accountId)
      const payload = agents.map((one) => {
        const { name, avatar_url } = userForVisitor(one, shown)
        return { id: one.id, name, avatar_url, availability_status: shown.presence.users[one.id] ?? 'offline' }
      })
      return { payload }
    },
    { summary: 'Lists who answers on the website', returns: 'widget_inbox_members' },
  ),
]

/** The visitor's two tokens, for the API and for the socket. */
export function tokensOf(ports: Ports, visit: Pick<Visit, 'inbox' | 'sourceId'>) {
  const claims = { sourceId: visit.sourceId, inboxId: visit.inbox.id }
  return {
    authToken: visitorToken(ports.secrets, 'widget', claims, ports.now()),
    pubsubToken: visitorToken(ports.secrets, 'cable', claims, ports.now()),
  }
}

function channelConfig({ inbox }: Visit, locale: string, now: Date) {
  const { webWidget } = inbox
  return {
    allow_messages_after_resolved: inbox.allowMessagesAfterResolved,
    csat_survey_enabled: inbox.csatSurveyEnabled,
    enabled_features: webWidget?.selectedFeatureFlags ?? [],
    enabled_languages: [{ name: 'English', iso_639_1_code: 'en' }],
    locale,
    out_of_office_message: inbox.outOfOfficeMessage,
    portal: null,
    pre_chat_form_enabled: webWidget?.preChatFormEnabled ?? false,
    pre_chat_form_options: webWidget?.preChatFormOptions ?? {},
    reply_time: webWidget?.replyTime,
    timezone: inbox.timezone,
    utc_off_set: offsetOf(inbox.timezone, now),
    website_name: inbox.name,
    website_token: webWidget?.websiteToken,
    welcome_tagline: webWidget?.welcomeTagline,
    welcome_title: webWidget?.welcomeTitle,
    widget_color: webWidget?.widgetColor,
    working_hours: workingDays(inbox.workingHours),
    working_hours_enabled: inbox.workingHoursEnabled,
  }
}
