const prefix = 'chatwoot-widget:'

/** One sentence of the postMessage protocol of contract §6.2: an event name and its payload. */
export interface Word {
  event: string
  [key: string]: unknown
}

export function encodeWord(event: string, payload: object = {}): string {
  return prefix + JSON.stringify({ ...payload, event })
}

/** Answers nothing for strings that belong to somebody else on the same page. */
export function decodeWord(data: unknown): Word | undefined {
  if (typeof data !== 'string' || !data.startsWith(prefix)) return undefined
  try {
    const word: unknown = JSON.parse(data.slice(prefix.length))
    if (typeof (word as Word | null)?.event === 'string') return word as Word
  } catch {}
  return undefined
}
