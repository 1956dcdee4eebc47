import { showPeek } from './draw-bubble.ts'
import { bubbleHolder, holder } from './elements.ts'
import { tell, tellNow, loader, type ApiState } from './loader.ts'
import { loadFrame, toggle, popOut } from './open-window.ts'
import type { Embed, Settings } from './settings.ts'
import { readVisitorToken, writeVisitorToken } from './visitor-cookie.ts'

interface SdkUser {
  name?: string
  email?: string
  avatar_url?: string
  phone_number?: string
  identifier_hash?: string
  [key: string]: unknown
}

/** Each says one thing; the word of the protocol is the method's name in kebab case. */
const sayings = {
  setCustomAttributes: 'customAttributes',
  deleteCustomAttribute: 'customAttribute',
  setConversationCustomAttributes: 'customAttributes',
  deleteConversationCustomAttribute: 'customAttribute',
  setLabel: 'label',
  removeLabel: 'label',
}

type Sayings = Record<keyof typeof sayings, (value: unknown) => void>

const said = Object.fromEntries(
  Object.entries(sayings).map(([method, key]) => [
    method,
    (value: unknown) =>
      tell(
        method.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`),
        { [key]: value },
      ),
  ]),
) as Sayings

const methods = {
  toggle: toggle as (state?: 'open' | 'close') => void,
  toggleBubbleVisibility(state: 'show' | 'hide') {
    const hideMessageBubble = state === 'hide'
    loader.settings.hideMessageBubble = loader.api.hideMessageBubble = hideMessageBubble
    bubbleHolder.classList.toggle('woot--hide', hideMessageBubble)
    tellNow('sdk-set-bubble-visibility', { hideMessageBubble })
  },
  popoutChatWindow: popOut,
  setUser(identifier: string | number, user: SdkUser) {
    if (!/string|number/.test(typeof identifier) || !(user.name || user.email || user.avatar_url)) {
      throw Error('setUser: name, email or avatar_url')
    }
    tell('set-user', { identifier, user })
  },
  setLocale(locale: string) {
    loader.settings.locale = loader.api.locale = locale
    tellNow('set-locale', { locale })
  },
  setColorScheme(darkMode: Settings['darkMode']) {
    loader.settings.darkMode = loader.api.darkMode = darkMode
    holder.style.colorScheme = darkMode === 'auto' ? 'light dark' : darkMode
    tellNow('set-color-scheme', { darkMode })
  },
  reset() {
    const known = loader.frame || readVisitorToken()
    toggle('close')
    writeVisitorToken(loader.settings)
    showPeek(0)
    loader.frame?.remove()
    loader.frame = undefined
    loader.heard = false
    loader.waiting = []
    loader.api.resetTriggered = true
    // The window keeps the visitor in its own origin's storage; only the window can forget it.
    if (known) loadFrame()
  },
}

export type PublicApi = ApiState & Embed & Sayings & typeof methods

export function createPublicApi(): PublicApi {
  return {
    ...loader.settings,
    websiteToken: loader.websiteToken,
    baseUrl: loader.baseUrl,
    hasLoaded: false,
    isOpen: false,
    resetTriggered: false,
    ...said,
    ...methods,
  }
}
