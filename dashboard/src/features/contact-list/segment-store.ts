import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { createSavedFilter, deleteSavedFilter, listSavedFilters, updateSavedFilter } from '../../api/filters.ts'
import type { FilterRow, SavedFilter } from '../../api/filters.ts'
import { accountId } from '../../session/current-account.ts'
import { showToast } from '../../ui/toast-store.ts'
import { useUndo } from '../conversations/undo-store.ts'

/** The segments of this agent: filters of contacts they keep, in the order of their making. */
export const useSegments = defineStore('segments', () => {
  const all = shallowRef<SavedFilter[]>([])
  const byId = computed(() => new Map(all.value.map((one) => [one.id, one])))
  let loading: Promise<void> | null = null

  function load(): Promise<void> {
    loading = listSavedFilters(accountId.value, 'contact').then((filters) => void (all.value = filters))
    loading.catch(() => (loading = null))
    return loading
  }
  async function rowsOf(id: number): Promise<FilterRow[]> {
    if (!byId.value.has(id)) await (loading ?? load())
    const rows = byId.value.get(id)?.query.payload
    if (!rows) throw new Error('gone')
    return rows
  }
  async function create(name: string, rows: readonly FilterRow[]): Promise<SavedFilter> {
    const created = await createSavedFilter(accountId.value, { name, kind: 'contact', rows })
    all.value = [...all.value, created]
    return created
  }
  async function update(id: number, name: string, rows: readonly FilterRow[]): Promise<void> {
    const updated = await updateSavedFilter(accountId.value, id, { name, rows })
    all.value = all.value.map((one) => (one.id === id ? updated : one))
  }
  /** Leaves the list at once; taken back, it is made again, and `onBack` hears under which number. */
  async function remove({ id, name, query }: SavedFilter, onBack: (id: number) => void): Promise<void> {
    const before = all.value
    all.value = before.filter((one) => one.id !== id)
    useUndo().offer({
      text: 'undo.segment_removed',
      values: { name },
      run: () => void create(name, query.payload ?? []).then((again) => onBack(again.id)),
    })
    try {
      await deleteSavedFilter(accountId.value, id)
    } catch (error) {
      all.value = before
      showToast({ text: 'toast.segment_kept', cause: error, tone: 'danger' })
    }
  }
  return { all, byId, load, rowsOf, create, update, remove }
})
