/** The words that narrow a search, as they are typed: `from:lea is:open`. */
export const searchKeys = ['from', 'to', 'inbox', 'label', 'team', 'is', 'has', 'before', 'after'] as const
export type SearchKey = (typeof searchKeys)[number]

export interface SearchToken {
  key: SearchKey
  value: string
  /** Where it stands in the text, its key included. */
  start: number
  end: number
}

export interface ReadSearch {
  /** What is left when the tokens are taken out. */
  words: string
  tokens: SearchToken[]
}

const TOKEN = /(?<![^\s])(from|to|assignee|inbox|label|team|is|has|before|after):(?:"([^"]*)"?|(\S*))/gi

/** Takes the tokens out of what was typed. A value with spaces stands in quotes; a key without a value is not finished yet. */
export function readSearch(text: string): ReadSearch {
  const tokens: SearchToken[] = []
  let words = ''
  let at = 0
  for (const match of text.matchAll(TOKEN)) {
    const [whole, name = '', quoted, plain] = match
    const key = name.toLowerCase() === 'assignee' ? 'to' : (name.toLowerCase() as SearchKey)
    tokens.push({ key, value: (quoted ?? plain ?? '').trim(), start: match.index, end: match.index + whole.length })
    words += text.slice(at, match.index)
    at = match.index + whole.length
  }
  return { words: (words + text.slice(at)).replaceAll(/\s+/g, ' ').trim(), tokens }
}

/** A value as it is typed behind its key. */
export function writeToken(key: SearchKey, value: string): string {
  return `${key}:${/[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value}`
}
