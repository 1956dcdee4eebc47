import type { WorkingDay } from '../ui/opening.ts'

/** What the server writes into the page of the window. */
export interface WidgetConfig {
  websiteToken: string
  websiteName: string
  avatarUrl: string
  widgetColor: string
  /** The shades of `widgetColor`, readable whatever it is; the server makes them. */
  tones: { brand: string; brandDeep: string; onBrand: string; light: string; dark: string }
  welcomeTitle: string
  welcomeTagline: string
  replyTime: string
  enabledFeatures: string[]
  locale: string
  preChatFormEnabled: boolean
  /** As administrators set it; read where the form is drawn. */
  preChatFormOptions: Record<string, unknown>
  authToken: string
  pubsubToken: string
  isNewVisitor: boolean
  allowMessagesAfterResolved: boolean
  installationName: string
  disableBranding: boolean
  /** In megabytes. */
  maximumFileUploadSize: number
  /** The zone of the inbox, whose clock the hours are told by. */
  timezone: string
  workingHoursEnabled: boolean
  workingHours: WorkingDay[]
  /** Whether the website has something to say by itself. */
  hasCampaigns: boolean
}

/** What the host page may change at any time (`config-set` and friends of contract §6.2). */
export interface Preferences {
  isOpen: boolean
  isMobile: boolean
  locale?: string
  darkMode: 'light' | 'auto' | 'dark'
  showPopoutButton: boolean
  welcomeTitle?: string
  welcomeDescription?: string
  availableMessage?: string
  unavailableMessage?: string
  enableFileUpload?: boolean
  enableEmojiPicker?: boolean
  enableEndConversation?: boolean
  showUnreadMessagesDialog?: boolean
  hideMessageBubble?: boolean
  /** Milliseconds; no campaign shows itself before. */
  campaignsSnoozedTill?: number
  /** Ours: a short sound for what is said while the window is closed. */
  sound?: boolean
  referrerURL?: string
}
