import { invalid } from '../../kernel/refusal.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { EmailChannel } from './email-channel.ts'
import type { ApiChannel, Inbox, WebWidget } from './inbox.ts'

type Changes<T, Fixed extends keyof T> = { [K in keyof Omit<T, Fixed>]?: T[K] | undefined }

/** What may be said of an inbox and its channel; what is absent stays as it is. */
export type InboxChanges = Changes<
  Inbox,
  'id' | 'accountId' | 'channelType' | 'webWidget' | 'apiChannel' | 'emailChannel'
> & {
  webWidget?: Changes<WebWidget, 'websiteToken' | 'hmacTokenEncrypted' | 'seen'> | undefined
  apiChannel?: Changes<ApiChannel, 'identifier' | 'hmacTokenEncrypted' | 'secretEncrypted'> | undefined
  emailChannel?: EmailChannelChanges | undefined
}

/** What may be said of a mailbox: its passwords come in the clear and are stored encrypted. */
export type EmailChannelChanges = Changes<
  EmailChannel,
  | 'forwardToEmail'
  | 'forwardToken'
  | 'imapPasswordEncrypted'
  | 'smtpPasswordEncrypted'
  | 'providerTokensEncrypted'
  | 'reauthorizationRequired'
> & { imapPassword?: string | undefined; smtpPassword?: string | undefined }

/** The columns of the inbox that the changes name. */
export function inboxColumns(changes: InboxChanges) {
  if (changes.name !== undefined && changes.name.trim() === '') throw invalid('name', "Name can't be blank")
  if (changes.timezone !== undefined) refuseUnknownTimezone(changes.timezone)
  return defined({
    name: changes.name?.trim(),
    greeting_enabled: changes.greetingEnabled,
    greeting_message: changes.greetingMessage,
    enable_email_collect: changes.enableEmailCollect,
    csat_survey_enabled: changes.csatSurveyEnabled,
    csat_config: json(changes.csatConfig),
    enable_auto_assignment: changes.enableAutoAssignment,
    auto_assignment_config: json(changes.autoAssignmentConfig),
    working_hours_enabled: changes.workingHoursEnabled,
    out_of_office_message: changes.outOfOfficeMessage,
    timezone: changes.timezone,
    allow_messages_after_resolved: changes.allowMessagesAfterResolved,
    lock_to_single_conversation: changes.lockToSingleConversation,
    sender_name_type: changes.senderNameType,
    business_name: changes.businessName,
    avatar_blob_key: changes.avatarBlobKey,
  })
}

/** The columns of the website channel that the changes name. */
export function webWidgetColumns(changes: NonNullable<InboxChanges['webWidget']>) {
  if (changes.widgetColor !== undefined && !/^#[0-9a-f]{3}([0-9a-f]{3})?$/i.test(changes.widgetColor)) {
    throw invalid('widget_color', 'widget_color must be a colour such as #c2410c')
  }
  return defined({
    website_url: changes.websiteUrl,
    widget_color: changes.widgetColor,
    welcome_title: changes.welcomeTitle,
    welcome_tagline: changes.welcomeTagline,
    reply_time: changes.replyTime,
    pre_chat_form_enabled: changes.preChatFormEnabled,
    pre_chat_form_options: json(changes.preChatFormOptions),
    continuity_via_email: changes.continuityViaEmail,
    hmac_mandatory: changes.hmacMandatory,
    allowed_domains: changes.allowedDomains,
    selected_feature_flags: changes.selectedFeatureFlags,
  })
}

/** The columns of the API channel that the changes name. */
export function apiChannelColumns(changes: NonNullable<InboxChanges['apiChannel']>) {
  return defined({
    webhook_url: changes.webhookUrl,
    hmac_mandatory: changes.hmacMandatory,
    additional_attributes: json(changes.additionalAttributes),
  })
}

/** What a mailbox password is encrypted for; the same word decrypts it. */
export const MAILBOX_PASSWORD = 'mailbox-password'

/** The columns of the e-mail channel that the changes name. */
export function emailChannelColumns(changes: EmailChannelChanges, secrets: Secrets) {
  const email = changes.email?.trim().toLowerCase()
  if (email !== undefined && !/^(?=.{3,254}$)[^\s@]+@[^\s@]+$/.test(email)) {
    throw invalid('email', 'email must be an address such as support@example.com')
  }
  const hidden = (password: string | undefined) =>
    password === undefined ? undefined : password && secrets.encrypt(password, MAILBOX_PASSWORD)
  return defined({
    email,
    provider: changes.provider,
    verified_for_sending: changes.verifiedForSending,
    imap_enabled: changes.imapEnabled,
    imap_login: changes.imapLogin,
    imap_password_encrypted: hidden(changes.imapPassword),
    imap_address: changes.imapAddress,
    imap_port: changes.imapPort,
    imap_enable_ssl: changes.imapEnableSsl,
    imap_authentication: changes.imapAuthentication,
    smtp_enabled: changes.smtpEnabled,
    smtp_login: changes.smtpLogin,
    smtp_password_encrypted: hidden(changes.smtpPassword),
    smtp_address: changes.smtpAddress,
    smtp_port: changes.smtpPort,
    smtp_domain: changes.smtpDomain,
    smtp_enable_starttls_auto: changes.smtpEnableStarttlsAuto,
    smtp_enable_ssl_tls: changes.smtpEnableSslTls,
    smtp_openssl_verify_mode: changes.smtpOpensslVerifyMode,
    smtp_authentication: changes.smtpAuthentication,
  })
}

function json(value: Record<string, unknown> | undefined) {
  return value && JSON.stringify(value)
}

function defined<T extends object>(columns: T): T {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as T
}

function refuseUnknownTimezone(timezone: string) {
  try {
    void new Intl.DateTimeFormat('en', { timeZone: timezone }).format()
  } catch {
    throw invalid('timezone', 'timezone must be a name of the IANA database, such as Europe/Berlin')
  }
}
