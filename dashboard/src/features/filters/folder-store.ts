import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { createSavedFilter, deleteSavedFilter, listSavedFilters, updateSavedFilter } from '../../api/filters.ts'
import type { FilterRow, SavedFilter } from '../../api/filters.ts'
import { accountId } from '../../session/current-account.ts'
import { showToast } from '../../ui/toast-store.ts'

/** The folders of this agent: filters of conversations they keep, in the order of their making. */
export const useFolders = defineStore('folders', () => {
  const all = shallowRef<SavedFilter[]>([])
  const byId = computed(() => new Map(all.value.map((one) => [one.id, one])))
  let loading: Promise<void> | null = null

  function load(): Promise<void> {
    loading = listSavedFilters(accountId.value, 'conversation').then((filters) => void (all.value = filters))
    loading.catch(() => (loading = null))
    return loading
  }
  /** The rows of a folder, or nothing when there is no such folder any more. */
  async function rowsOf(id: number): Promise<FilterRow[] | null> {
    if (!byId.value.has(id)) await (loading ?? load())
    return byId.value.get(id)?.query.payload ?? null
  }
  async function create(name: string, rows: readonly FilterRow[]): Promise<SavedFilter> {
    const created = await createSavedFilter(accountId.value, { name, kind: 'conversation', rows })
    all.value = [...all.value, created]
    return created
  }
  async function update(id: number, name: string, rows: readonly FilterRow[]): Promise<void> {
    const updated = await updateSavedFilter(accountId.value, id, { name, rows })
    all.value = all.value.map((one) => (one.id === id ? updated : one))
  }
  /** Leaves the list at once and comes back with a toast when the server keeps it. */
  async function remove(id: number): Promise<void> {
    const before = all.value
    all.value = before.filter((one) => one.id !== id)
    try {
      await deleteSavedFilter(accountId.value, id)
    } catch (error) {
      all.value = before
      showToast({ text: 'toast.folder_kept', cause: error, tone: 'danger' })
    }
  }
  return { all, byId, load, rowsOf, create, update, remove }
})
