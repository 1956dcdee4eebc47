import { filterConversations } from '../../api/filters.ts'
import type { FilterRow } from '../../api/filters.ts'
import { countConversations, listConversations } from '../../api/conversations.ts'
import type { ListQuery } from '../../api/conversations.ts'
import type { Conversation } from '../../api/wire.ts'
import { accountId } from '../../session/current-account.ts'
import { useFolders } from '../filters/folder-store.ts'
import { isFiltered, sortWords } from './view.ts'
import type { Scope, Share, View } from './view.ts'

export type ShareCounts = Record<Share, number>

export interface ViewPage {
  conversations: Conversation[]
  counts: ShareCounts
  cursor: string | null
}

export async function fetchViewPage(view: View, size: number, cursor: string | null): Promise<ViewPage> {
  const bounds = { per_page: size, ...(cursor ? { cursor } : {}) }
  if (isFiltered(view)) {
    const rows = await rowsOf(view.scope)
    if (rows === null) return nothing
    const query = { sort_by: sortWords[view.sort], ...bounds }
    const { meta, payload } = await filterConversations(accountId.value, rows, query)
    return { conversations: payload, counts: readCounts(meta), cursor: meta.next_cursor ?? null }
  }
  const { data } = await listConversations(accountId.value, { ...queryOf(view), ...bounds })
  return { conversations: data.payload, counts: readCounts(data.meta), cursor: data.meta.next_cursor ?? null }
}

export async function countView(view: View): Promise<ShareCounts> {
  return readCounts(await countConversations(accountId.value, queryOf(view)))
}

/** A folder that is gone has nothing in it. */
const nothing: ViewPage = { conversations: [], counts: { mine: 0, unassigned: 0, all: 0 }, cursor: null }

async function rowsOf(scope: Scope): Promise<FilterRow[] | null> {
  if (scope.kind === 'filter') return scope.rows
  return scope.kind === 'folder' ? useFolders().rowsOf(scope.id) : []
}

export function queryOf({ share, status, scope, sort }: View): ListQuery {
  return {
    assignee_type: share === 'mine' ? 'me' : share,
    status,
    sort_by: sortWords[sort],
    ...queryOfScope(scope),
  }
}

function queryOfScope(scope: Scope): Partial<ListQuery> {
  if (scope.kind === 'inbox') return { inbox_id: scope.id }
  if (scope.kind === 'team') return { team_id: scope.id }
  if (scope.kind === 'label') return { labels: [scope.title] }
  if (scope.kind === 'mention' || scope.kind === 'participating' || scope.kind === 'unattended')
    return { conversation_type: scope.kind }
  return {}
}

function readCounts(meta: { mine_count: number; unassigned_count: number; all_count: number }): ShareCounts {
  return { mine: meta.mine_count, unassigned: meta.unassigned_count, all: meta.all_count }
}
