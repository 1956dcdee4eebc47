import { defineStore } from 'pinia'
import { computed, ref, shallowRef, toRaw } from 'vue'
import { recall, remember } from '../../session/remember.ts'
import { useSession } from '../../session/session-store.ts'
import { useConversations } from './conversation-store.ts'
import { viewExtents } from './extents.ts'
import { countView } from './fetch-view.ts'
import type { ShareCounts } from './fetch-view.ts'
import { everyRow } from './rows-over-facts.ts'
import { throttle } from './throttle.ts'
import { arrange, defaultView, isDecidedByServer, isFiltered, scopeKey, viewKey } from './view.ts'
import type { View } from './view.ts'

/** The contract allows 30 counts a minute and user (§2.1). */
const COUNT_EVERY_MS = 2500

/** The list of the open view: which rows it shows, in what order, and how far it reaches. */
export const useList = defineStore('list', () => {
  const conversations = useConversations()
  const session = useSession()
  const view = shallowRef<View>({ ...defaultView, ...recall<Pick<View, 'share' | 'sort'> | null>('view', null) })
  const counts = ref<ShareCounts | null>(null)
  const cursorId = ref<number | null>(null)
  /** Nothing is fetched before the socket has said where it stands; `refetch` is the starting shot. */
  let started = false
  let shownOnce = false

  const extents = viewExtents((from, page) => {
    conversations.take(page.conversations)
    if (viewKey(from) === viewKey(view.value)) counts.value = page.counts
  })
  const extent = computed(() => extents.of(view.value))
  const ids = computed<number[]>((before) => {
    const rows = everyRow(conversations.rows)
    const reach = { horizon: toRaw(extent.value.horizon), members: toRaw(extent.value.members) }
    const next = arrange(view.value, rows, session.user?.id ?? 0, reach)
    return before && sameNumbers(before, next) ? before : next
  })
  /** Something changed that the rows here may not show: the counts, and who belongs where the server decides. */
  const recount = throttle(COUNT_EVERY_MS, async () => {
    const asked = view.value
    extents.distrustDecided()
    if (isDecidedByServer(asked)) await extents.fetchPage(asked, null)
    else {
      const answer = await countView(asked)
      if (viewKey(asked) === viewKey(view.value)) counts.value = answer
    }
  })

  function show(next: View): void {
    if (viewKey(next) === viewKey(view.value) && shownOnce) return
    shownOnce = true
    if (scopeKey(next.scope) !== scopeKey(view.value.scope) || next.status !== view.value.status) counts.value = null
    view.value = next
    if (!isFiltered(next)) remember('view', { share: next.share, sort: next.sort })
    if (extents.of(next).loaded) recount()
    else if (started) void extents.fetchPage(next, null)
  }
  async function more(): Promise<void> {
    if (extent.value.cursor) await extents.fetchPage(view.value, extent.value.cursor)
  }
  /** With `forget`, whatever the answer does not confirm is dropped, except the open conversation. */
  async function refetch(forget = false, openId: number | null = null): Promise<void> {
    started = true
    await extents.distrustAllBut(view.value)
    const page = await extents.fetchPage(view.value, null)
    if (page && forget) conversations.keepOnly(new Set([...page.conversations.map((one) => one.id), openId ?? 0]))
  }

  return { view, extent, ids, counts, cursorId, show, more, refetch, recount }
})

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index])
}
