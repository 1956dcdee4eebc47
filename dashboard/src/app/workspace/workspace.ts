import { computed, ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { assignTo, changeStatus } from '../../features/conversations/change-conversation.ts'
import { useConversations } from '../../features/conversations/conversation-store.ts'
import { useList } from '../../features/conversations/list-store.ts'
import { isFiltered } from '../../features/conversations/view.ts'
import type { View } from '../../features/conversations/view.ts'
import { accountId } from '../../session/current-account.ts'
import { shownOf } from '../../session/arrangement.ts'
import { useArrangement } from '../../session/arrangement-store.ts'
import { usePreferences } from '../../session/preferences-store.ts'
import { useSession } from '../../session/session-store.ts'
import { isRoomy, isWide } from '../../ui/screen-width.ts'
import { writeView } from './view-address.ts'
import { entryOf, useViewEntries } from './view-entries.ts'

/** On narrow screens the navigation is a drawer. */
export const drawerOpen = ref(false)

/** Moving about the workspace: which conversation is open, what comes next, and the changes that move on. */
export function useWorkspace() {
  const route = useRoute()
  const router = useRouter()
  const list = useList()
  const arrangement = useArrangement()
  const everyEntry = useViewEntries()
  /** Stepping follows what the navigation shows. */
  const entries = computed(() => shownOf(everyEntry.value, arrangement.chosen.views, (one) => one.key))

  const openId = computed(() => Number(route.params['id']) || null)
  const targetId = computed(() => openId.value ?? list.cursorId)
  const isWorkspace = computed(() => route.name === 'conversations')

  const linkTo = (id: number | null) => ({
    name: 'conversations',
    params: { accountId: accountId.value, id: id ?? '' },
    query: writeView(list.view),
  })
  const open = (id: number | null) => void router.push(linkTo(id))

  function changeView(change: Partial<View>): void {
    const view = { ...list.view, ...change }
    const id = isWide.value && isWorkspace.value ? openId.value : null
    void router.push({ ...linkTo(id), query: writeView(view) })
    drawerOpen.value = false
  }
  /** To a page beside the conversations. */
  function goTo(name: 'contacts' | 'settings'): void {
    void router.push({ name, params: { accountId: accountId.value } })
    drawerOpen.value = false
  }
  function neighbour(step: 1 | -1): number | null {
    const at = targetId.value === null ? -1 : list.ids.indexOf(targetId.value)
    if (at === -1) return list.ids[step === 1 ? 0 : list.ids.length - 1] ?? null
    return list.ids[at + step] ?? null
  }
  function step(direction: 1 | -1): void {
    const next = neighbour(direction)
    if (next === null) return
    list.cursorId = next
    if (openId.value !== null) void router.replace(linkTo(next))
  }
  function close(): void {
    list.cursorId = openId.value ?? list.cursorId
    open(null)
  }

  function stepView(direction: 1 | -1): void {
    const at = entries.value.findIndex((one) => one === entryOf(entries.value, list.view))
    const next = at === -1 ? 0 : (at + direction + entries.value.length) % entries.value.length
    const change = entries.value[next]?.change
    if (change) changeView(change)
  }

  const place = { openId, targetId, isWorkspace, linkTo, open, goTo, changeView, stepView, neighbour, step, close }
  return { ...place, ...useDetails(), ...changesOn(openId, neighbour, open) }
}

/** The customer's panel: docked where there is room, otherwise a page of its own that "back" leaves. */
function useDetails() {
  const route = useRoute()
  const router = useRouter()
  const preferences = usePreferences()
  const detailsShown = computed(() => (isRoomy.value ? preferences.showDetails : route.query['panel'] === 'details'))

  function toggleDetails(): void {
    if (isRoomy.value) preferences.showDetails = !preferences.showDetails
    else if (!detailsShown.value) void router.push({ query: { ...route.query, panel: 'details' } })
    else void router.replace({ query: { ...route.query, panel: undefined } })
  }
  return { detailsShown, toggleDetails }
}

function changesOn(
  openId: { value: number | null },
  neighbour: (step: 1 | -1) => number | null,
  open: (id: number | null) => void,
) {
  const list = useList()
  const preferences = usePreferences()

  /** Done with this one: the next of the list takes its place, as long as this is what the agent wants. */
  function moveOn(id: number): void {
    if (openId.value !== id || !preferences.moveOn) return
    if (list.view.status === 'all' || isFiltered(list.view) || !list.ids.includes(id)) return
    const next = neighbour(1) ?? neighbour(-1)
    if (next !== null) open(next)
  }
  function resolve(id: number): void {
    const onUndo = () => open(id)
    moveOn(id)
    void changeStatus(id, { status: 'resolved', onUndo })
  }
  const reopen = (id: number) => void changeStatus(id, { status: 'open' })
  function snooze(id: number, until: number): void {
    const onUndo = () => open(id)
    moveOn(id)
    void changeStatus(id, { status: 'snoozed', snoozedUntil: until, onUndo })
  }
  function assignToMe(id: number): void {
    const me = useSession().user
    if (me) void assignTo(id, { id: me.id, name: me.name, available_name: me.available_name, thumbnail: me.avatar_url })
  }
  function toggleResolved(id: number): void {
    const status = useConversations().rows.get(id)?.status
    if (status === 'resolved' || status === 'snoozed') reopen(id)
    else resolve(id)
  }
  return { moveOn, resolve, reopen, snooze, assignToMe, toggleResolved }
}

export type Workspace = ReturnType<typeof useWorkspace>
