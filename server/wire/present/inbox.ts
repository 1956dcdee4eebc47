import type { ChannelType, Inbox } from '../../features/inboxes/index.ts'

const CHANNELS: Record<ChannelType, string> = { web_widget: 'Channel::WebWidget', api: 'Channel::Api' }

/** The contract's name of a channel. */
export function channelName(type: ChannelType): string {
  return CHANNELS[type]
}

/** What only administrators see of an inbox's channel. */
export interface ChannelSecrets {
  hmacToken: string
  secret: string | null
}

/** An inbox for members; with `secrets` for administrators (contract 2.6). */
export function inbox(one: Inbox, parts: { origin: string; secrets: ChannelSecrets | null }) {
  return {
    id: one.id,
    avatar_url: '',
    channel_id: one.id,
    name: one.name,
    channel_type: channelName(one.channelType),
    greeting_enabled: one.greetingEnabled,
    greeting_message: one.greetingMessage,
    working_hours_enabled: one.workingHoursEnabled,
    enable_email_collect: one.enableEmailCollect,
    csat_survey_enabled: one.csatSurveyEnabled,
    csat_config: one.csatConfig,
    enable_auto_assignment: one.enableAutoAssignment,
    auto_assignment_config: one.autoAssignmentConfig,
    out_of_office_message: one.outOfOfficeMessage,
    working_hours: [],
    timezone: one.timezone,
    callback_webhook_url: null,
    allow_messages_after_resolved: one.allowMessagesAfterResolved,
    lock_to_single_conversation: one.lockToSingleConversation,
    sender_name_type: one.senderNameType,
    business_name: one.businessName,
    messaging_service_sid: null,
    phone_number: null,
    provider: null,
    ...widgetKeys(one, parts),
    ...apiKeys(one, parts),
  }
}

function widgetKeys({ webWidget }: Inbox, { origin, secrets }: { origin: string; secrets: ChannelSecrets | null }) {
  return {
    allowed_domains: webWidget?.allowedDomains ?? null,
    widget_color: webWidget?.widgetColor ?? null,
    website_url: webWidget?.websiteUrl ?? null,
    welcome_title: webWidget?.welcomeTitle ?? null,
    welcome_tagline: webWidget?.welcomeTagline ?? null,
    website_token: webWidget?.websiteToken ?? null,
    web_widget_script: webWidget ? embedSnippet(origin, webWidget) : null,
    selected_feature_flags: webWidget?.selectedFeatureFlags ?? null,
    reply_time: webWidget?.replyTime ?? null,
    hmac_mandatory: webWidget?.hmacMandatory ?? null,
    ...(webWidget && {
      pre_chat_form_enabled: webWidget.preChatFormEnabled,
      pre_chat_form_options: webWidget.preChatFormOptions,
      continuity_via_email: webWidget.continuityViaEmail,
      ...(secrets && { hmac_token: secrets.hmacToken }),
    }),
  }
}

function apiKeys({ apiChannel }: Inbox, { secrets }: { secrets: ChannelSecrets | null }) {
  if (!apiChannel) return {}
  return {
    hmac_mandatory: apiChannel.hmacMandatory,
    webhook_url: apiChannel.webhookUrl,
    inbox_identifier: apiChannel.identifier,
    additional_attributes: apiChannel.additionalAttributes,
    ...(secrets && { hmac_token: secrets.hmacToken, secret: secrets.secret }),
  }
}

/** What a company pastes into its website. The colour is in it, so that the bubble has it before anything is asked. */
export function embedSnippet(origin: string, widget: { websiteToken: string; widgetColor: string }): string {
  return `<script src="${origin}/packs/js/sdk.js" defer></script>
<script>
  window.porchlightSettings = { widgetColor: '${widget.widgetColor}' }
  addEventListener('load', () => {
    window.chatwootSDK.run({ websiteToken: '${widget.websiteToken}', baseUrl: '${origin}' })
  })
</script>`
}
