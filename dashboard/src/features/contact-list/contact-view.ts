import type { LocationQuery } from 'vue-router'

export const sortKeys = [
  'name',
  'email',
  'phone_number',
  'company_name',
  'city',
  'last_activity_at',
  'created_at',
] as const
export type SortKey = (typeof sortKeys)[number]

/** Which contacts a list is about. */
export type ContactScope =
  | { kind: 'all' | 'active' }
  | { kind: 'label'; title: string }
  | { kind: 'segment'; id: number }
  | { kind: 'filter'; rows: object[] }

/** What a list of contacts shows. The address of the page holds it, so it can be linked. */
export interface ContactView {
  scope: ContactScope
  /** Words to look for among all contacts; while there are some, the scope waits. */
  words: string
  sort: SortKey
  descending: boolean
}

export const everybody: ContactView = {
  scope: { kind: 'all' },
  words: '',
  sort: 'last_activity_at',
  descending: true,
}

export function contactViewKey(view: ContactView): string {
  const what = view.words.trim() === '' ? JSON.stringify(view.scope) : `q ${view.words.trim()}`
  return `${what}|${sortWord(view)}`
}

/** An order in the words of contract 2.8. */
export function sortWord({ sort, descending }: Pick<ContactView, 'sort' | 'descending'>): string {
  return `${descending ? '-' : ''}${sort}`
}

/** Another click on the column turns the order round; moments begin with the latest. */
export function sortedBy(view: ContactView, sort: SortKey): ContactView {
  const isMoment = sort === 'last_activity_at' || sort === 'created_at'
  return { ...view, sort, descending: view.sort === sort ? !view.descending : isMoment }
}

export function readContactView(query: LocationQuery): ContactView {
  const word = (name: string) => (typeof query[name] === 'string' ? query[name] : '')
  const asked = word('sort')
  const sort = sortKeys.find((one) => one === asked.replace(/^-/, ''))
  const order = sort ? { sort, descending: asked.startsWith('-') } : everybody
  return { scope: readScope(word), words: word('q'), sort: order.sort, descending: order.descending }
}

function readScope(word: (name: string) => string): ContactScope {
  const segment = Number(word('segment'))
  if (Number.isInteger(segment) && segment > 0) return { kind: 'segment', id: segment }
  if (word('label') !== '') return { kind: 'label', title: word('label') }
  const rows = readRows(word('filter'))
  if (rows.length > 0) return { kind: 'filter', rows }
  return { kind: word('view') === 'active' ? 'active' : 'all' }
}

function readRows(text: string): object[] {
  try {
    const rows: unknown = JSON.parse(text)
    return Array.isArray(rows) ? rows.filter((one): one is object => typeof one === 'object' && one !== null) : []
  } catch {
    return []
  }
}

export function writeContactView(view: ContactView): Record<string, string> {
  const sort = sortWord(view)
  return {
    ...writeScope(view.scope),
    ...(view.words.trim() === '' ? {} : { q: view.words }),
    ...(sort === sortWord(everybody) ? {} : { sort }),
  }
}

function writeScope(scope: ContactScope): Record<string, string> {
  if (scope.kind === 'segment') return { segment: String(scope.id) }
  if (scope.kind === 'label') return { label: scope.title }
  if (scope.kind === 'filter') return { filter: JSON.stringify(scope.rows) }
  return scope.kind === 'active' ? { view: 'active' } : {}
}
