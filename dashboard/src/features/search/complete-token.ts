import { readSearch, searchKeys, writeToken } from './read-search.ts'
import type { SearchKey } from './read-search.ts'
import type { Names } from './to-query.ts'

export interface TokenChoice {
  key: SearchKey
  /** Empty when it is the key that is offered. */
  value: string
  /** The text with the choice taken, and where the caret stands then. */
  text: string
  caret: number
}

const MOST = 8
const FIXED: Partial<Record<SearchKey, string[]>> = {
  is: ['open', 'pending', 'snoozed', 'resolved', 'unassigned', 'unread'],
  has: ['file'],
  before: ['today', 'yesterday', '7d', '30d'],
  after: ['today', 'yesterday', '7d', '30d'],
}

/** What the word at the caret may become: a key while it is the beginning of one, then the values of the key. */
export function completeToken(text: string, caret: number, names: Names): TokenChoice[] {
  const token = readSearch(text).tokens.find(
    (one) => one.start < caret && caret <= one.end && caret > text.indexOf(':', one.start),
  )
  if (token) {
    const wanted = token.value.toLocaleLowerCase()
    const values = valuesOf(token.key, names).filter((one) => matches(one.toLocaleLowerCase(), wanted))
    if (values.some((one) => one.toLocaleLowerCase() === wanted)) return []
    return values.slice(0, MOST).map((value) => taken(text, token.start, token.end, token.key, value))
  }
  const begun = /(?<![^\s])([a-z]+)$/i.exec(text.slice(0, caret))?.[1]?.toLowerCase()
  if (!begun || /^\S/.test(text.slice(caret))) return []
  const start = caret - begun.length
  return searchKeys
    .filter((key) => key.startsWith(begun) && key.length > 1 && begun.length < key.length + 1)
    .map((key) => {
      const filled = `${text.slice(0, start)}${key}:${text.slice(caret)}`
      return { key, value: '', text: filled, caret: start + key.length + 1 }
    })
}

function taken(text: string, start: number, end: number, key: SearchKey, value: string): TokenChoice {
  const before = `${text.slice(0, start)}${writeToken(key, value)} `
  return { key, value, text: before + text.slice(end).trimStart(), caret: before.length }
}

const matches = (name: string, wanted: string) =>
  name.startsWith(wanted) || name.split(/[\s-]/).some((word) => word.startsWith(wanted))

function valuesOf(key: SearchKey, names: Names): string[] {
  const agents = names.agents.map((one) => one.available_name || one.name)
  const contacts = names.contacts.map((one) => one.name ?? '').filter((name) => name !== '')
  if (key === 'from') return [...new Set(['me', ...agents, ...contacts])]
  if (key === 'to') return ['me', 'nobody', ...agents]
  if (key === 'inbox') return names.inboxes.map((one) => one.name)
  if (key === 'team') return names.teams.map((one) => one.name)
  if (key === 'label') return names.labels.map((one) => one.title)
  return FIXED[key] ?? []
}
