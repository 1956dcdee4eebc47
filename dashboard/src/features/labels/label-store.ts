import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { createLabel, listLabels } from '../../api/labels.ts'
import type { Label } from '../../api/wire.ts'
import { accountId } from '../../session/current-account.ts'

/** The labels of the account; conversations carry their titles. */
export const useLabels = defineStore('labels', () => {
  const all = shallowRef<Label[]>([])
  const byTitle = computed(() => new Map(all.value.map((one) => [one.title, one])))

  async function load(): Promise<void> {
    all.value = await listLabels(accountId.value)
  }
  async function add(title: string, color: string): Promise<void> {
    const added = await createLabel(accountId.value, title, color)
    all.value = [...all.value, added].toSorted((a, b) => a.title.localeCompare(b.title))
  }
  return { all, byTitle, load, add }
})
