import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { macros } from '../../api/macros.ts'
import type { Macro } from '../../api/macros.ts'
import { accountId } from '../../session/current-account.ts'

/** The macros that this person may run, in the order of their numbers; asked for when they are first needed. */
export const useMacros = defineStore('macros', () => {
  const all = shallowRef<Macro[]>([])
  const loaded = ref(false)
  const failure = ref<unknown>(null)

  async function load(): Promise<void> {
    failure.value = null
    try {
      all.value = await macros.list(accountId.value)
      loaded.value = true
    } catch (error) {
      failure.value = error
    }
  }
  /** What a page has just fetched or changed. */
  function take(macros: Macro[]): void {
    all.value = macros
    loaded.value = true
  }
  return { all, loaded, failure, load, take }
})
