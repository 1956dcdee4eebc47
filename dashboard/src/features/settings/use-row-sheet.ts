import { computed, ref, watch, type Ref } from 'vue'
import type { Collection } from './collection.ts'
import { useOpenRow } from './use-open-row.ts'

/**
 * The sheet of a list page: which row is open, its draft, and new rows that begin empty or as another one. `asked` is whether
 * somebody has tried to save what is in it.
 */
export function useRowSheet<Row extends { id: number }, Draft extends object, Input>(
  list: Collection<Row, Input>,
  forms: { blank: () => Draft; read: (row: Row) => Draft; copyOf?: (row: Row) => Draft },
) {
  const open = useOpenRow()
  // Drafts hold nothing that a proxy would change.
  const draft = ref(null) as Ref<Draft | null>
  const asked = ref(false)
  let model: Row | null = null
  const row = computed(() => list.rows.value.find((one) => one.id === open.value) ?? null)
  const isNew = computed(() => open.value === 'new')

  watch(
    [open, list.loaded],
    ([now], [before]) => {
      // The list may arrive while somebody is writing already.
      if (now === 'new' && before === 'new') return
      asked.value = false
      if (!isNew.value) draft.value = row.value && forms.read(row.value)
      else draft.value = model && forms.copyOf ? forms.copyOf(model) : forms.blank()
      model = null
    },
    { immediate: true },
  )
  function copy(from: Row): void {
    model = from
    open.value = 'new'
  }
  function remove(gone: Row): void {
    open.value = null
    list.remove(gone)
  }
  return { open, row, isNew, draft, asked, copy, remove }
}
