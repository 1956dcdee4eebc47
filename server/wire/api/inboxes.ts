import type { z } from 'zod'
import { inboxBody, newInboxBody } from '../../../contract/http/inboxes.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  changeInbox,
  CHANNEL_SECRET,
  createInbox,
  listInboxes,
  loadInbox,
  removeInbox,
  resetChannelSecret,
  type Inbox,
  type InboxChanges,
} from '../../features/inboxes/index.ts'
import { administrator, inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { inbox, type ChannelSecrets } from '../present/inbox.ts'

type MemberCall = Call<MemberCaller>

/** Inboxes and their channels (contract 2.6). */
export const inboxRoutes = [
  member('GET', inAccount('/inboxes'), async (call) => {
    const inboxes = await listInboxes(call.ports.db, call.caller.accountId, call.caller.actor)
    return { payload: inboxes.map((one) => show(call, one)) }
  }),
  member('GET', inAccount('/inboxes/:id'), (call) => oneInbox(call, idOf(call.params['id']))),
  administrator('POST', inAccount('/inboxes'), async (call) => {
    const body = parse(newInboxBody, unwrap(call.body, 'inbox'))
    const id = await call.ports.work(call.caller.accountId, call.caller.actor, (work) =>
      createInbox(work, { ...changesOf(body), name: body.name, channelType: body.channel.type }),
    )
    return oneInbox(call, id)
  }),
  administrator('PATCH', inAccount('/inboxes/:id'), async (call) => {
    const id = idOf(call.params['id'])
    const changes = changesOf(parse(inboxBody, unwrap(call.body, 'inbox')))
    await call.ports.work(call.caller.accountId, call.caller.actor, (work) => changeInbox(work, id, changes))
    return oneInbox(call, id)
  }),
  administrator('DELETE', inAccount('/inboxes/:id'), async (call) => {
    const id = idOf(call.params['id'])
    await call.ports.work(call.caller.accountId, call.caller.actor, (work) => removeInbox(work, id))
    return { message: 'Your inbox deletion request will be processed in some time.' }
  }),
  administrator('POST', inAccount('/inboxes/:id/reset_secret'), async (call) => {
    const { accountId, actor } = call.caller
    const one = await loadInbox(call.ports.db, accountId, actor, idOf(call.params['id']))
    if (!one.apiChannel) throw new Refusal('wrong_channel', 'Only API inboxes have a secret')
    await call.ports.work(accountId, actor, (work) => resetChannelSecret(work, one.id))
    return oneInbox(call, one.id)
  }),
]

async function oneInbox(call: MemberCall, id: number) {
  return show(call, await loadInbox(call.ports.db, call.caller.accountId, call.caller.actor, id))
}

function show(call: MemberCall, one: Inbox) {
  const secrets = call.caller.actor.role === 'administrator' ? secretsOf(call, one) : null
  return inbox(one, { origin: call.origin, secrets })
}

function secretsOf(call: MemberCall, one: Inbox): ChannelSecrets {
  const reveal = (encrypted: string) => call.ports.secrets.decrypt(encrypted, CHANNEL_SECRET)
  const hmacToken = one.webWidget?.hmacTokenEncrypted ?? one.apiChannel?.hmacTokenEncrypted ?? ''
  return {
    hmacToken: reveal(hmacToken),
    secret: one.apiChannel ? reveal(one.apiChannel.secretEncrypted) : null,
  }
}

function changesOf(body: z.output<typeof inboxBody>): InboxChanges {
  const { channel = {} } = body
  return {
    name: body.name,
    greetingEnabled: body.greeting_enabled,
    greetingMessage: body.greeting_message,
    enableEmailCollect: body.enable_email_collect,
    csatSurveyEnabled: body.csat_survey_enabled,
    csatConfig: body.csat_config,
    enableAutoAssignment: body.enable_auto_assignment,
    autoAssignmentConfig: body.auto_assignment_config,
    workingHoursEnabled: body.working_hours_enabled,
    outOfOfficeMessage: body.out_of_office_message,
    timezone: body.timezone,
    allowMessagesAfterResolved: body.allow_messages_after_resolved,
    lockToSingleConversation: body.lock_to_single_conversation,
    senderNameType: body.sender_name_type,
    businessName: body.business_name,
    webWidget: widgetChanges(channel),
    apiChannel: {
      webhookUrl: channel.webhook_url,
      hmacMandatory: channel.hmac_mandatory,
      additionalAttributes: channel.additional_attributes,
    },
  }
}

function widgetChanges(channel: NonNullable<z.output<typeof inboxBody>['channel']>): InboxChanges['webWidget'] {
  return {
    websiteUrl: channel.website_url,
    widgetColor: channel.widget_color,
    welcomeTitle: channel.welcome_title,
    welcomeTagline: channel.welcome_tagline,
    replyTime: channel.reply_time,
    preChatFormEnabled: channel.pre_chat_form_enabled,
    preChatFormOptions: channel.pre_chat_form_options,
    continuityViaEmail: channel.continuity_via_email,
    hmacMandatory: channel.hmac_mandatory,
    allowedDomains: channel.allowed_domains,
    selectedFeatureFlags: channel.selected_feature_flags,
  }
}
