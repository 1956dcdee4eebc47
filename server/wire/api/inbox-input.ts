import type { z } from 'zod'
import type { inboxBody } from '../../../contract/http/inboxes.ts'
import type { InboxChanges } from '../../features/inboxes/index.ts'

type Body = z.output<typeof inboxBody>
type Channel = NonNullable<Body['channel']>

/** What a body says of an inbox and its channel; the avatar is an upload and looked at apart. */
export function inboxChanges(body: Body): InboxChanges {
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
    workingHours: body.working_hours?.map(workingDay),
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
    emailChannel: mailboxChanges(channel),
  }
}

function workingDay(day: NonNullable<Body['working_hours']>[number]) {
  return {
    dayOfWeek: day.day_of_week,
    closedAllDay: day.closed_all_day,
    openAllDay: day.open_all_day,
    openHour: day.open_hour,
    openMinutes: day.open_minutes,
    closeHour: day.close_hour,
    closeMinutes: day.close_minutes,
  }
}

function widgetChanges(channel: Channel): InboxChanges['webWidget'] {
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

function mailboxChanges(channel: Channel): InboxChanges['emailChannel'] {
  return {
    email: channel.email,
    provider: channel.provider,
    verifiedForSending: channel.verified_for_sending,
    imapEnabled: channel.imap_enabled,
    imapLogin: channel.imap_login,
    imapPassword: channel.imap_password,
    imapAddress: channel.imap_address,
    imapPort: channel.imap_port,
    imapEnableSsl: channel.imap_enable_ssl,
    imapAuthentication: channel.imap_authentication,
    smtpEnabled: channel.smtp_enabled,
    smtpLogin: channel.smtp_login,
    smtpPassword: channel.smtp_password,
    smtpAddress: channel.smtp_address,
    smtpPort: channel.smtp_port,
    smtpDomain: channel.smtp_domain,
    smtpEnableStarttlsAuto: channel.smtp_enable_starttls_auto,
    smtpEnableSslTls: channel.smtp_enable_ssl_tls,
    smtpOpensslVerifyMode: channel.smtp_openssl_verify_mode,
    smtpAuthentication: channel.smtp_authentication,
  }
}
