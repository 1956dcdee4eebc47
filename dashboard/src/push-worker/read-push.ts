/** A note as the browser shows it, and where its click leads. */
export interface PushedNote {
  /** Somebody tries it out, and looks at the desk while they do. */
  isTrial: boolean
  title: string
  options: { body: string; tag: string; lang: string; dir: 'auto'; icon?: string; data: { url: string } }
}

const PLACE = /^\/app\/accounts\/\d+\/conversations(\/\d+(\?message=\d+)?)?$/

/** Reads what the server pushed; null for anything else. */
export function readPush(text: string): PushedNote | null {
  const said = parse(text)
  const word = (name: string) => (typeof said[name] === 'string' ? said[name] : '')
  const title = word('title')
  if (title === '') return null
  const url = PLACE.test(word('url')) ? word('url') : '/app'
  const options = { body: word('body'), tag: word('tag'), lang: word('locale'), dir: 'auto' as const, data: { url } }
  return { title, isTrial: said['trial'] === 1, options: { ...options, ...(word('icon') && { icon: word('icon') }) } }
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
