import { decodeWord, encodeWord, type Word } from '../loader/protocol.ts'

interface NativeView {
  postMessage(word: string): void
}

declare global {
  interface Window {
    ReactNativeWebView?: NativeView
  }
}

export interface HostPageLink {
  /** False in the pop-out window, where nobody listens. */
  embedded: boolean
  say(event: string, payload?: object): void
  close(): void
}

/**
 * Talks with the page that embeds the window (contract §6.2). Words are heard only from the parent window; they are
 * said only to `hostOrigin`, the origin that the loader named, so nobody else can read them.
 */
export function linkHostPage(hostOrigin: string | undefined, hear: (word: Word) => void): HostPageLink {
  const native = window.ReactNativeWebView
  const parent = window.parent === window ? undefined : window.parent
  // A page from a file, or in a sandbox, has the origin "null", which cannot be named as a target.
  const target = !hostOrigin || hostOrigin === 'null' ? '*' : hostOrigin
  const embedded = parent !== undefined || native !== undefined
  const trusted = ({ source, origin }: MessageEvent) =>
    native !== undefined || (source === parent && (target === '*' || origin === target))
  addEventListener('message', (message) => {
    const word = embedded && trusted(message) ? decodeWord(message.data) : undefined
    if (word) hear(word)
  })
  function say(event: string, payload?: object): void {
    const word = encodeWord(event, payload)
    // eslint-disable-next-line unicorn/require-post-message-target-origin -- this bridge takes only the word
    if (native) native.postMessage(word)
    else parent?.postMessage(word, target)
  }
  return {
    embedded,
    say,
    close: () => (native ? say('closeWindow') : say('toggleBubble', { state: 'close' })),
  }
}
