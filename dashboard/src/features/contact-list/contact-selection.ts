import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'

/** The contacts that were ticked to be changed together. */
export const useContactSelection = defineStore('contact-selection', () => {
  const chosen = shallowRef<ReadonlySet<number>>(new Set())
  const ids = computed(() => [...chosen.value])
  const count = computed(() => chosen.value.size)
  let anchor: number | null = null

  function toggle(id: number): void {
    const next = new Set(chosen.value)
    if (!next.delete(id)) next.add(id)
    chosen.value = next
    anchor = id
  }
  /** Takes in all rows between the last one that was ticked and this one. */
  function extendTo(id: number, listed: readonly number[]): void {
    const [from, to] = [listed.indexOf(anchor ?? id), listed.indexOf(id)]
    if (to === -1) return
    const start = from === -1 ? to : Math.min(from, to)
    chosen.value = new Set([...chosen.value, ...listed.slice(start, Math.max(from, to) + 1)])
    anchor ??= id
  }
  function choose(all: readonly number[]): void {
    chosen.value = new Set(all)
  }
  function clear(): void {
    chosen.value = new Set()
    anchor = null
  }
  return { chosen, ids, count, toggle, extendTo, choose, clear }
})
