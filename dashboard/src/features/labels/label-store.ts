import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { listLabels } from '../../api/labels.ts'
import type { Label } from '../../api/wire.ts'
import { accountId } from '../../session/current-account.ts'

/** The labels of the account; conversations carry their titles. */
export const useLabels = defineStore('labels', () => {
  const all = shallowRef<Label[]>([])
  const byTitle = computed(() => new Map(all.value.map((one) => [one.title, one])))

  async function load(): Promise<void> {
    all.value = await listLabels(accountId.value)
  }
  return { all, byTitle, load }
})
