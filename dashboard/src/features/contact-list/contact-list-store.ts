import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef } from 'vue'
import { filterContacts, findContacts, listActiveContacts, listContacts } from '../../api/contact-list.ts'
import type { ContactPage } from '../../api/contact-list.ts'
import { accountId } from '../../session/current-account.ts'
import { useContacts } from '../contacts/contact-store.ts'
import { contactViewKey, everybody, sortWord } from './contact-view.ts'
import type { ContactView } from './contact-view.ts'
import { joinPages } from './join-pages.ts'
import { useSegments } from './segment-store.ts'

const PAGE = 50

/** How far one view has been listed. */
interface Extent {
  ids: number[]
  /** Where somebody has scrolled to. */
  top: number
  cursor: string | null
  /** How many there are; unknown of a search. */
  count: number | null
  failure: unknown
}

/** The list of contacts: who is in it, how far it is read, and where the keyboard stands. */
export const useContactList = defineStore('contact-list', () => {
  const contacts = useContacts()
  const view = shallowRef<ContactView>(everybody)
  const extents = shallowReactive(new Map<string, Extent>())
  const busy = shallowRef('')
  const cursorId = shallowRef<number | null>(null)

  const extent = computed(() => extents.get(contactViewKey(view.value)))
  /** Who was deleted, or merged into somebody else, is in the store no more. */
  const ids = computed(() => extent.value?.ids.filter((id) => contacts.byId.has(id)) ?? [])
  const count = computed(() => {
    const known = extent.value
    if (!known || known.count === null) return null
    return Math.max(0, known.count - (known.ids.length - ids.value.length))
  })

  function show(next: ContactView): void {
    view.value = next
    void refetch()
  }
  /** The first page again; what was read beyond it stays, unless the view means others now. */
  async function refetch(afresh = false): Promise<void> {
    if (afresh) extents.delete(contactViewKey(view.value))
    await read(undefined)
  }
  async function more(): Promise<void> {
    const known = extent.value
    if (known?.cursor && busy.value !== contactViewKey(view.value)) await read(known)
  }
  async function read(before: Extent | undefined): Promise<void> {
    const key = contactViewKey(view.value)
    busy.value = key
    extents.set(key, await extended(view.value, before, () => extents.get(key) ?? nothing))
    if (busy.value === key) busy.value = ''
  }
  function scrolled(top: number): void {
    const known = extent.value
    if (known) known.top = top
  }
  function step(direction: 1 | -1): void {
    const at = cursorId.value === null ? -1 : ids.value.indexOf(cursorId.value)
    const next = at === -1 ? ids.value.at(direction === 1 ? 0 : -1) : ids.value[at + direction]
    if (next !== undefined) cursorId.value = next
  }
  return { view, extent, ids, count, cursorId, show, refetch, more, scrolled, step }
})

const nothing: Extent = { ids: [], top: 0, cursor: null, count: null, failure: null }

/** What is known of a view after one more page of it, or why there is none. */
async function extended(view: ContactView, before: Extent | undefined, known: () => Extent): Promise<Extent> {
  try {
    const { meta, payload } = await fetchPage(view, before?.cursor ?? undefined)
    const { byId, over } = useContacts()
    for (const one of payload) byId.set(one.id, over({ ...byId.get(one.id), ...one }))
    const count = view.words.trim() === '' ? meta.count : null
    const page = payload.map((one) => one.id)
    return {
      ...known(),
      ...joinPages(known(), { ids: page, cursor: meta.next_cursor }, before !== undefined),
      count,
      failure: null,
    }
  } catch (error) {
    return { ...known(), failure: error }
  }
}

async function fetchPage(view: ContactView, cursor: string | undefined): Promise<ContactPage> {
  const query = { sort: sortWord(view), per_page: PAGE, ...(cursor === undefined ? {} : { cursor }) }
  const { scope } = view
  const words = view.words.trim()
  if (words !== '') return findContacts(accountId.value, words, query)
  if (scope.kind === 'active') return listActiveContacts(accountId.value, query)
  if (scope.kind === 'label') return listContacts(accountId.value, { ...query, labels: [scope.title] })
  if (scope.kind === 'filter') return filterContacts(accountId.value, scope.rows, query)
  if (scope.kind === 'segment') return filterContacts(accountId.value, await useSegments().rowsOf(scope.id), query)
  return listContacts(accountId.value, query)
}
