import type { EmailChannel } from './email-channel.ts'
import type { WorkingHours } from './working-hours.ts'

/** The kinds of transport that exist. */
export type ChannelType = 'web_widget' | 'api' | 'email'

/** What a website's widget looks like and allows. */
export interface WebWidget {
  websiteToken: string
  websiteUrl: string | null
  widgetColor: string
  welcomeTitle: string | null
  welcomeTagline: string | null
  replyTime: ReplyTime
  preChatFormEnabled: boolean
  preChatFormOptions: Record<string, unknown>
  continuityViaEmail: boolean
  hmacMandatory: boolean
  hmacTokenEncrypted: string
  allowedDomains: string
  selectedFeatureFlags: string[]
  /** Whether anybody has opened the widget yet. */
  seen: boolean
}

/** How soon customers may expect an answer. */
export type ReplyTime = 'in_a_few_minutes' | 'in_a_few_hours' | 'in_a_day'

/** A bring-your-own client that talks the public API. */
export interface ApiChannel {
  identifier: string
  webhookUrl: string | null
  hmacMandatory: boolean
  hmacTokenEncrypted: string
  secretEncrypted: string
  additionalAttributes: Record<string, unknown>
}

/** A place where conversations come in; exactly one of the channels is there, by `channelType`. */
export interface Inbox {
  id: number
  accountId: number
  accountStatus: 'active' | 'suspended'
  channelType: ChannelType
  name: string
  greetingEnabled: boolean
  greetingMessage: string | null
  enableEmailCollect: boolean
  csatSurveyEnabled: boolean
  csatConfig: Record<string, unknown>
  enableAutoAssignment: boolean
  autoAssignmentConfig: Record<string, unknown>
  workingHoursEnabled: boolean
  /** The days in order, Sunday first. */
  workingHours: WorkingHours[]
  outOfOfficeMessage: string | null
  timezone: string
  allowMessagesAfterResolved: boolean
  lockToSingleConversation: boolean
  senderNameType: 'friendly' | 'professional'
  businessName: string | null
  avatarBlobKey: string | null
  webWidget: WebWidget | null
  apiChannel: ApiChannel | null
  emailChannel: EmailChannel | null
}
