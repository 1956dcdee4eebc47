import { reactive } from 'vue'
import { fetchViewPage } from './fetch-view.ts'
import type { ViewPage } from './fetch-view.ts'
import { isDecidedByServer, placeOf, viewKey } from './view.ts'
import type { Reach, View } from './view.ts'

/** How much of one view has been fetched. */
interface Extent extends Reach {
  loaded: boolean
  loading: boolean
  failure: unknown
  cursor: string | null
  scrollTop: number
}

const PAGE = 50
const LARGEST_PAGE = 100

const unknown = {
  loaded: false,
  loading: false,
  failure: null,
  cursor: null,
  horizon: null,
  members: null,
  scrollTop: 0,
}

/** The extents of all views of this tab; each page goes to `onPage` before the extent moves. */
export function viewExtents(onPage: (view: View, page: ViewPage) => void) {
  const extents = reactive(new Map<string, Extent>())
  const running = new Map<string, Promise<ViewPage | null>>()

  function of(view: View): Extent {
    const key = viewKey(view)
    if (!extents.has(key)) extents.set(key, { ...unknown })
    return extents.get(key) as Extent
  }

  /** The page, or null when it did not come; a view fetches one page at a time. */
  function fetchPage(view: View, cursor: string | null): Promise<ViewPage | null> {
    const key = viewKey(view)
    const already = running.get(key)
    if (already) return already
    const page = fetchNow(view, cursor).finally(() => running.delete(key))
    running.set(key, page)
    return page
  }

  async function fetchNow(view: View, cursor: string | null): Promise<ViewPage | null> {
    const extent = of(view)
    Object.assign(extent, { loading: true, failure: null })
    try {
      // What the server decided is asked again as far as it is shown.
      const size = cursor ? PAGE : Math.min(LARGEST_PAGE, Math.max(PAGE, extent.members?.size ?? 0))
      const page = await fetchViewPage(view, size, cursor)
      onPage(view, page)
      const last = page.conversations.at(-1)
      const horizon = page.cursor && last ? placeOf(view.sort, last) : null
      const members = isDecidedByServer(view) ? membersOf(page, cursor ? extent.members : null) : null
      Object.assign(extent, { loaded: true, cursor: page.cursor, horizon, members })
      return page
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

  /** What only the server can decide may be different now, wherever it is shown next. */
  function distrustDecided(): void {
    for (const one of extents.values()) if (one.members) one.loaded = false
  }

  return { of, fetchPage, distrustAllBut, distrustDecided }
}

function membersOf(page: ViewPage, before: ReadonlySet<number> | null): ReadonlySet<number> {
  return new Set([...(before ?? []), ...page.conversations.map((one) => one.id)])
}
