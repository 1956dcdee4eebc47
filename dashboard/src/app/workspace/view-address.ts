import type { LocationQuery } from 'vue-router'
import type { FilterRow } from '../../api/filters.ts'
import { everything, ownScopes, shares, sorts, statuses } from '../../features/conversations/view.ts'
import type { Scope, View } from '../../features/conversations/view.ts'

/** The view that an address names; what it leaves open is as in `fallback`. */
export function readView(query: LocationQuery, fallback: View): View {
  return {
    share: shares.find((one) => one === query['view']) ?? fallback.share,
    status: statuses.find((one) => one === query['status']) ?? fallback.status,
    sort: sorts.find((one) => one === query['sort']) ?? fallback.sort,
    scope: readScope(query) ?? ('view' in query ? everything : fallback.scope),
  }
}

export function writeView(view: View): Record<string, string> {
  const { share, status, sort, scope } = view
  return { view: share, status, sort, ...writeScope(scope) }
}

function readScope(query: LocationQuery): Scope | null {
  for (const kind of ['inbox', 'team', 'folder'] as const) {
    const id = Number(query[kind])
    if (Number.isInteger(id) && id > 0) return { kind, id }
  }
  const { label, filter, type } = query
  if (typeof label === 'string' && label !== '') return { kind: 'label', title: label }
  const rows = typeof filter === 'string' ? readRows(filter) : null
  if (rows) return { kind: 'filter', rows }
  const own = ownScopes.find((one) => one === type)
  return own ? { kind: own } : null
}

function writeScope(scope: Scope): Record<string, string> {
  if ('id' in scope) return { [scope.kind]: String(scope.id) }
  if ('title' in scope) return { label: scope.title }
  if ('rows' in scope) return { filter: JSON.stringify(scope.rows) }
  return scope.kind === 'everything' ? {} : { type: scope.kind }
}

/** Addresses are typed and shortened by people; what the rows mean is for the server to judge. */
function readRows(text: string): FilterRow[] | null {
  try {
    const rows = JSON.parse(text) as unknown
    const isRow = (row: unknown) =>
      typeof row === 'object' && row !== null && 'attribute_key' in row && 'filter_operator' in row
    if (!Array.isArray(rows) || !rows.every(isRow)) return null
    return (rows as FilterRow[]).map((row) => ({ ...row, values: Array.isArray(row.values) ? row.values : [] }))
  } catch {
    return null
  }
}
