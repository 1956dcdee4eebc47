import { paint, showLabel, showPeek, showUnread } from './draw-bubble.ts'
import { announce, replayWaiting, tellAddress, tellNow, loader } from './loader.ts'
import { popOut, toggle } from './open-window.ts'
import { decodeWord, type Word } from './protocol.ts'
import { writeVisitorToken } from './visitor-cookie.ts'

export const narrow = matchMedia('(max-width:667px)')

interface Loaded {
  config?: { channelConfig?: { widgetColor?: string } }
}

function greetWindow(word: Word): void {
  const { settings, api } = loader
  const colour = settings.widgetColor || (word as Loaded).config?.channelConfig?.widgetColor
  if (colour) paint(colour)
  loader.heard = true
  api.resetTriggered = false
  tellNow('config-set', settings)
  tellNow('toggle-close-button', { isMobile: narrow.matches })
  tellAddress()
  replayWaiting()
  if (!api.isOpen) return
  // While it loaded, the browser may have taken the keyboard from it again, and still calls its element the active one.
  loader.frame?.contentWindow?.focus()
  tellNow('toggle-open', { isOpen: true })
}

export function hear(word: Word): void {
  const data = word.data as Record<string, unknown> | undefined
  switch (word.event) {
    case 'loaded':
      return greetWindow(word)
    case 'onEvent':
      return announce(`${word.eventIdentifier}`.replace(/^chatwoot:/, ''), data)
    case 'error':
    case 'postback':
      return announce(word.event, data)
    case 'setAuthCookie':
      return writeVisitorToken(loader.settings, `${data?.widgetAuthToken}`)
    case 'setBubbleLabel':
      return showLabel(`${word.label}`)
    case 'handleNotificationDot':
      return showUnread(Number(word.unreadMessageCount) || 0)
    case 'setUnreadMode':
    case 'resetUnreadMode':
      return showPeek(word.height)
    case 'popoutChatWindow':
      return popOut()
    case 'toggleBubble':
    case 'closeWindow':
    case 'closeChat':
      return toggle(word.state || 'close')
  }
}

/** Only words of our own frame, from the origin it was loaded from, are heard. */
export function listen(): void {
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== loader.frame?.contentWindow || origin !== loader.origin) return
    const word = decodeWord(data)
    if (word) hear(word)
  })
}
