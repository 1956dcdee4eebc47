import type { ChannelType, EmailChannel, Inbox, WorkingHours } from '../../features/inboxes/index.ts'

const CHANNELS: Record<ChannelType, string> = {
  web_widget: 'Channel::WebWidget',
  api: 'Channel::Api',
  email: 'Channel::Email',
}

/** The contract's name of a channel. */
export function channelName(type: ChannelType): string {
  return CHANNELS[type]
}

/** What only administrators see of an inbox's channel. */
export interface ChannelSecrets {
  hmacToken: string | null
  secret: string | null
  imapPassword: string
  smtpPassword: string
}

interface Parts {
  origin: string
  avatarUrl: string
  secrets: ChannelSecrets | null
  /** The domain whose mail comes to the installation, for accounts without one of their own. */
  inboundDomain?: string | null
}

/** An inbox for members; with `secrets` for administrators (contract 2.6). */
export function inbox(one: Inbox, parts: Parts) {
  return {
    id: one.id,
    avatar_url: parts.avatarUrl,
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
    working_hours: workingDays(one.workingHours),
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
    ...(one.emailChannel && mailboxKeys(one.emailChannel, parts)),
  }
}

/** The week of an inbox, for everybody (contract 2.6). */
export function workingDays(hours: WorkingHours[]) {
  return hours.map((day) => ({
    day_of_week: day.dayOfWeek,
    closed_all_day: day.closedAllDay,
    open_hour: day.openHour,
    open_minutes: day.openMinutes,
    close_hour: day.closeHour,
    close_minutes: day.closeMinutes,
    open_all_day: day.openAllDay,
  }))
}

function widgetKeys({ webWidget }: Inbox, { origin, secrets }: Parts) {
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

function apiKeys({ apiChannel }: Inbox, { secrets }: Parts) {
  if (!apiChannel) return {}
  return {
    hmac_mandatory: apiChannel.hmacMandatory,
    webhook_url: apiChannel.webhookUrl,
    inbox_identifier: apiChannel.identifier,
    additional_attributes: apiChannel.additionalAttributes,
    ...(secrets && { hmac_token: secrets.hmacToken, secret: secrets.secret }),
  }
}

// The forms of the contract's clients show passwords and send them back, so administrators get them in the clear (contract 2.6).
function mailboxKeys(mailbox: EmailChannel, { secrets, inboundDomain }: Parts) {
  const ofInstallation = inboundDomain ? `${mailbox.forwardToken}@${inboundDomain}` : null
  const forwardTo = mailbox.forwardToEmail ?? ofInstallation
  return {
    email: mailbox.email,
    provider: mailbox.provider,
    forwarding_enabled: ofInstallation !== null,
    ...(forwardTo !== null && { forward_to_email: forwardTo }),
    ...(secrets && {
      imap_enabled: mailbox.imapEnabled,
      imap_login: mailbox.imapLogin,
      imap_password: secrets.imapPassword,
      imap_address: mailbox.imapAddress,
      imap_port: mailbox.imapPort,
      imap_enable_ssl: mailbox.imapEnableSsl,
      imap_authentication: mailbox.imapAuthentication,
      smtp_enabled: mailbox.smtpEnabled,
      smtp_login: mailbox.smtpLogin,
      smtp_password: secrets.smtpPassword,
      smtp_address: mailbox.smtpAddress,
      smtp_port: mailbox.smtpPort,
      smtp_domain: mailbox.smtpDomain,
      smtp_enable_starttls_auto: mailbox.smtpEnableStarttlsAuto,
      smtp_enable_ssl_tls: mailbox.smtpEnableSslTls,
      smtp_openssl_verify_mode: mailbox.smtpOpensslVerifyMode,
      smtp_authentication: mailbox.smtpAuthentication,
      verified_for_sending: mailbox.verifiedForSending,
      reauthorization_required: mailbox.reauthorizationRequired,
    }),
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

/** What a body says of the account and the inbox it is about (contract 4.1). */
export function namedForWebhook({ id, name }: { id: number; name: string }) {
  return { id, name }
}
