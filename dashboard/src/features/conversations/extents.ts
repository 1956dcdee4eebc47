import { reactive } from 'vue'
import { listConversations } from '../../api/conversations.ts'
import type { ListQuery } from '../../api/conversations.ts'
import type { ConversationPage } from '../../api/wire.ts'
import { accountId } from '../../session/current-account.ts'
import { placeOf, sortWords, viewKey } from './view.ts'
import type { Place, View } from './view.ts'

/** How much of one view has been fetched. */
interface Extent {
  loaded: boolean
  loading: boolean
  failure: unknown
  cursor: string | null
  horizon: Place | null
  scrollTop: number
}

type Page = ConversationPage['data']

const PAGE = 50

export function queryOf(view: View): ListQuery {
  return {
    assignee_type: view.share === 'mine' ? 'me' : view.share,
    status: view.status,
    sort_by: sortWords[view.sort],
    ...(view.inboxId === null ? {} : { inbox_id: view.inboxId }),
  }
}

/** The extents of all views of this tab; each page goes to `onPage` before the extent moves. */
export function viewExtents(onPage: (view: View, page: Page) => void) {
  const extents = reactive(new Map<string, Extent>())
  const running = new Map<string, Promise<Page | null>>()

  function of(view: View): Extent {
    const key = viewKey(view)
    const unknown = { loaded: false, loading: false, failure: null, cursor: null, horizon: null, scrollTop: 0 }
    if (!extents.has(key)) extents.set(key, unknown)
    return extents.get(key) as Extent
  }

  /** The page, or null when it did not come; a view fetches one page at a time. */
  function fetchPage(view: View, cursor: string | null): Promise<Page | null> {
    const key = viewKey(view)
    const already = running.get(key)
    if (already) return already
    const page = fetchNow(view, cursor).finally(() => running.delete(key))
    running.set(key, page)
    return page
  }

  async function fetchNow(view: View, cursor: string | null): Promise<Page | null> {
    const extent = of(view)
    Object.assign(extent, { loading: true, failure: null })
    try {
      const query = { ...queryOf(view), per_page: PAGE, ...(cursor ? { cursor } : {}) }
      const { data } = await listConversations(accountId.value, query)
      onPage(view, data)
      const last = data.payload.at(-1)
      const next = data.meta.next_cursor ?? null
      Object.assign(extent, { loaded: true, cursor: next, horizon: next && last ? placeOf(view.sort, last) : null })
      return data
    } catch (error) {
      extent.failure = error
      return null
    } finally {
      extent.loading = false
    }
  }

  /** Everything but this view has to be fetched again before it is believed. */
  async function distrustAllBut(view: View): Promise<void> {
    for (const [key, one] of extents) if (key !== viewKey(view)) one.loaded = false
    await running.get(viewKey(view))
  }

  return { of, fetchPage, distrustAllBut }
}
