/** What a host page may set in `chatwootSettings` or `porchlightSettings` (contract §6.1); `widgetColor` is ours. */
export interface Settings {
  locale?: string
  useBrowserLanguage?: boolean
  baseDomain?: string
  hideMessageBubble: boolean
  position: 'left' | 'right'
  type: 'standard' | 'expanded_bubble'
  launcherTitle?: string
  showPopoutButton: boolean
  showUnreadMessagesDialog: boolean
  widgetStyle: 'standard' | 'flat'
  darkMode: 'light' | 'auto' | 'dark'
  widgetColor?: string
  welcomeTitle?: string
  welcomeDescription?: string
  availableMessage?: string
  unavailableMessage?: string
  enableFileUpload?: boolean
  enableEmojiPicker: boolean
  enableEndConversation: boolean
  /** Ours. */
  sound?: boolean
}

export interface Embed {
  websiteToken: string
  baseUrl: string
}

export function readSettings(): Settings {
  const settings: Settings = {
    hideMessageBubble: false,
    position: 'right',
    type: 'standard',
    showPopoutButton: false,
    showUnreadMessagesDialog: true,
    widgetStyle: 'standard',
    darkMode: 'light',
    enableEmojiPicker: true,
    enableEndConversation: true,
    ...window.chatwootSettings,
    ...window.porchlightSettings,
  }
  if (settings.useBrowserLanguage) settings.locale = navigator.language
  return settings
}
