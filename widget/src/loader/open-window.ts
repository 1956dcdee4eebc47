import { showOpen } from './draw-bubble.ts'
import { bubble, bubbleHolder, holder } from './elements.ts'
import { announce, tellAddress, tellNow, loader } from './loader.ts'
import { readVisitorToken } from './visitor-cookie.ts'

/** The token travels in the fragment, which no server and no proxy writes to a log. */
export function windowAddress(): string {
  const token = readVisitorToken()
  const { baseUrl, websiteToken, api } = loader
  return `${baseUrl}/widget?website_token=${websiteToken}#host=${location.origin}${token ? `&cw_conversation=${token}` : ''}${api.resetTriggered ? '&reset=1' : ''}`
}

export function loadFrame(): void {
  if (loader.frame) return
  const frame = document.createElement('iframe')
  frame.id = 'chatwoot_live_chat_widget'
  frame.title = 'Chat'
  frame.allow = 'camera;microphone;fullscreen;display-capture;picture-in-picture;clipboard-write'
  frame.src = windowAddress()
  loader.frame = frame
  holder.append(frame)
}

/**
 * The elements hang on the root, not on the body: page transitions that swap the body leave them alone. A frame that is
 * moved loads again, and needs an address that is true now.
 */
export function attach(): void {
  if (holder.isConnected) return
  if (loader.frame) loader.frame.src = windowAddress()
  document.documentElement.append(holder, bubbleHolder)
}

/** Where the keyboard was; a page with a button of its own gets it back there. */
let opener: HTMLElement | null

export function toggle(state?: unknown): void {
  const { api } = loader
  const isOpen = state === 'open' || (state !== 'close' && !api.isOpen)
  if (isOpen === api.isOpen) return
  api.isOpen = isOpen
  if (isOpen) {
    opener = document.activeElement as HTMLElement | null
    loadFrame()
  }
  showOpen()
  tellAddress()
  tellNow('toggle-open', { isOpen })
  if (isOpen) loader.frame?.focus()
  else if (document.activeElement === loader.frame) ((api.hideMessageBubble && opener) || bubble).focus()
  announce(isOpen ? 'opened' : 'closed')
}

export function popOut(): void {
  window.open(windowAddress(), 'porchlight', 'width=400,height=640')
  toggle('close')
}
