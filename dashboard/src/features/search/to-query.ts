import type { SearchQuery } from '../../api/search.ts'
import type { ReadSearch, SearchToken } from './read-search.ts'

/** What the values of tokens may name. */
export interface Names {
  me: number
  agents: readonly { id: number; name: string; available_name?: string | undefined }[]
  contacts: readonly { id: number; name: string | null }[]
  inboxes: readonly { id: number; name: string }[]
  teams: readonly { id: number; name: string }[]
  labels: readonly { title: string }[]
}

export interface ToQuery {
  query: SearchQuery
  /** Tokens whose value names nothing. */
  unknown: SearchToken[]
}

const STATES = ['open', 'pending', 'snoozed', 'resolved'] as const

/** What the server is asked. A token that is not finished asks for nothing yet. */
export function toQuery({ words, tokens }: ReadSearch, names: Names, now: Date): ToQuery {
  const query: SearchQuery = { q: words.slice(0, 255) }
  const unknown: SearchToken[] = []
  for (const token of tokens) {
    if (token.value === '') continue
    const part = partOf(token, names, now)
    if (part) Object.assign(query, part)
    else unknown.push(token)
  }
  return { query, unknown }
}

export function isEmptyQuery(query: SearchQuery): boolean {
  return Object.values(query).every((value) => value === '' || value === undefined)
}

function partOf({ key, value }: SearchToken, names: Names, now: Date): Partial<SearchQuery> | null {
  const wanted = value.toLocaleLowerCase()
  const named = <One extends { name: string }>(all: readonly One[]) => byName(all, wanted, (one) => [one.name])
  if (key === 'from') return { from: writerOf(wanted, value, names) }
  if (key === 'to') return assigneeOf(wanted, names)
  if (key === 'inbox') return idAs('inbox_id', named(names.inboxes))
  if (key === 'team') return idAs('team_id', named(names.teams))
  if (key === 'label') return names.labels.some((one) => one.title === wanted) ? { label: wanted } : null
  if (key === 'has') return /^(file|files|attachment|attachments)$/.test(wanted) ? { has_file: true } : null
  if (key === 'is') return stateOf(wanted)
  const day = readDay(wanted, now)
  return day && (key === 'before' ? { until: day.toISOString() } : { since: day.toISOString() })
}

const idAs = <Key extends string>(key: Key, one: { id: number } | undefined) =>
  one ? ({ [key]: one.id } as Record<Key, number>) : null

function stateOf(wanted: string): Partial<SearchQuery> | null {
  if (wanted === 'unassigned') return { assignee_id: 0 }
  if (wanted === 'unread') return { unread: true }
  const status = STATES.find((one) => one === wanted)
  return status ? { status } : null
}

function assigneeOf(wanted: string, names: Names): Partial<SearchQuery> | null {
  if (wanted === 'me') return { assignee_id: names.me }
  if (wanted === 'nobody') return { assignee_id: 0 }
  return idAs('assignee_id', agentOf(wanted, names))
}

/** Somebody known by that very name; otherwise the server looks for whoever is called so. */
function writerOf(wanted: string, value: string, names: Names): string {
  if (wanted === 'me') return `agent:${names.me}`
  const agent = names.agents.find((one) => namesOf(one).includes(wanted))
  if (agent) return `agent:${agent.id}`
  const contacts = names.contacts.filter((one) => one.name?.toLocaleLowerCase() === wanted)
  return contacts.length === 1 ? `contact:${contacts[0]?.id}` : value.slice(0, 255)
}

function agentOf(wanted: string, names: Names) {
  return byName(names.agents, wanted, namesOf)
}

const namesOf = (one: Names['agents'][number]) =>
  [one.name, one.available_name].filter((name) => name !== undefined).map((name) => name.toLocaleLowerCase())

/** The one with this name, or the first whose name begins so. */
function byName<One>(all: readonly One[], wanted: string, names: (one: One) => string[]): One | undefined {
  const has = (one: One, test: (name: string) => boolean) => names(one).some((name) => test(name.toLocaleLowerCase()))
  return (
    all.find((one) => has(one, (name) => name === wanted)) ??
    all.find((one) => has(one, (name) => name.startsWith(wanted)))
  )
}

/** The beginning of a day in local time: `2026-11-05`, `today`, `yesterday`, or `7d` for so many days ago. */
function readDay(text: string, now: Date): Date | null {
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate())
  const ago = text === 'today' ? 0 : text === 'yesterday' ? 1 : Number(/^(\d{1,4})d$/.exec(text)?.[1] ?? NaN)
  if (!Number.isNaN(ago)) return new Date(today.getFullYear(), today.getMonth(), today.getDate() - ago)
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? []
  if (!year) return null
  const date = new Date(Number(year), Number(month) - 1, Number(day))
  return date.getMonth() === Number(month) - 1 && date.getDate() === Number(day) ? date : null
}
