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
  referrerURL?: string
}
