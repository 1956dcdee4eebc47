import { encodeWord } from './protocol.ts'
import type { Settings } from './settings.ts'

/** What `$chatwoot` shows of the widget's state; the host page may read it at any time. */
export type ApiState = Settings & { hasLoaded: boolean; isOpen: boolean; resetTriggered: boolean }

/** Everything the embedded widget knows on the host page. */
interface Loader {
  websiteToken: string
  baseUrl: string
  origin: string
  settings: Settings
  api: ApiState
  frame?: HTMLIFrameElement
  /** The window said `loaded`; until then, words that must not be lost wait in `waiting`. */
  heard: boolean
  waiting: string[]
}

/** There is one widget per page; `run` fills in the rest before anybody looks. */
export const loader = { heard: false, waiting: [] as string[] } as Loader

function post(word: string): void {
  loader.frame?.contentWindow?.postMessage(word, loader.origin)
}

export function tell(event: string, payload?: object): void {
  const word = encodeWord(event, payload)
  if (loader.heard) post(word)
  else loader.waiting.push(word)
}

/** For facts that the window is told anyway as soon as it has loaded. */
export function tellNow(event: string, payload?: object): void {
  if (loader.heard) post(encodeWord(event, payload))
}

export function tellAddress(): void {
  tellNow('change-url', { referrerURL: location.href, referrerHost: location.host })
}

export function replayWaiting(): void {
  for (const word of loader.waiting.splice(0)) post(word)
}

/** Listeners of either family of names hear the same event. */
export function announce(name: string, detail?: unknown): void {
  for (const family of ['chatwoot', 'porchlight']) {
    window.dispatchEvent(new CustomEvent(`${family}:${name}`, { detail }))
  }
}
