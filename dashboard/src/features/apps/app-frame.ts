const FETCH = 'chatwoot-dashboard-app:fetch-info'

/** What a frame may do. One of another origin keeps its own; one of ours must not reach into this page. */
export function sandboxOf(address: string, ownOrigin: string): string {
  const may = ['allow-scripts', 'allow-forms', 'allow-popups', 'allow-popups-to-escape-sandbox', 'allow-downloads']
  return (originOf(address) === ownOrigin ? may : [...may, 'allow-same-origin']).join(' ')
}

/** To whom the words go: nobody else may read them. A sandboxed page of our own has no origin that could be named. */
export function targetOf(address: string, ownOrigin: string): string {
  const origin = originOf(address)
  return origin === ownOrigin ? '*' : origin
}

export function asksForContext(data: unknown): boolean {
  return data === FETCH
}

/** Only web pages are framed. */
export function isWebAddress(address: string): boolean {
  return /^https?:\/\/\S+$/i.test(address) && originOf(address) !== ''
}

function originOf(address: string): string {
  try {
    return new URL(address).origin
  } catch {
    return ''
  }
}
