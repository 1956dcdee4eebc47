import { ref, shallowRef } from 'vue'
import type { Resource } from '../../api/resource.ts'
import { accountId } from '../../session/current-account.ts'
import { removeLater } from './remove-later.ts'

/** The rows of one list page: fetched when it is opened, changed at once on the screen. */
export function useCollection<Row extends { id: number }, Input>(
  resource: Resource<Row, Input>,
  nameOf: (row: Row) => string,
) {
  const rows = shallowRef<Row[]>([])
  const loaded = ref(false)
  const failure = ref<unknown>(null)

  async function load(): Promise<void> {
    failure.value = null
    try {
      rows.value = await resource.list(accountId.value)
      loaded.value = true
    } catch (error) {
      failure.value = error
    }
  }
  function put(row: Row): void {
    const known = rows.value.some((one) => one.id === row.id)
    rows.value = known ? rows.value.map((one) => (one.id === row.id ? row : one)) : [...rows.value, row]
  }
  async function save(id: number | null, input: Input): Promise<Row> {
    if (id !== null) return patch(id, input)
    const row = await resource.add(accountId.value, input)
    put(row)
    return row
  }
  async function patch(id: number, input: Partial<Input>): Promise<Row> {
    const row = await resource.change(accountId.value, id, input)
    put(row)
    return row
  }
  function remove(row: Row): void {
    const before = rows.value
    const account = accountId.value
    rows.value = before.filter((one) => one.id !== row.id)
    removeLater({
      name: nameOf(row),
      run: () => resource.remove(account, row.id),
      restore: () => {
        const at = before.findIndex((one) => one.id === row.id)
        rows.value = rows.value.toSpliced(at, 0, row)
      },
    })
  }
  return { rows, loaded, failure, load, put, save, patch, remove, nameOf }
}

export type Collection<Row extends { id: number }, Input> = ReturnType<typeof useCollection<Row, Input>>
