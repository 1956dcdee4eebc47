import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'

/** The rows that were ticked to be changed together. */
export const useSelection = defineStore('selection', () => {
  const chosen = shallowRef<ReadonlySet<number>>(new Set())
  /** Where an extension begins. */
  const anchor = shallowRef<number | null>(null)
  const count = computed(() => chosen.value.size)
  const ids = computed(() => [...chosen.value])

  function toggle(id: number): void {
    const next = new Set(chosen.value)
    if (!next.delete(id)) next.add(id)
    chosen.value = next
    anchor.value = id
  }
  /** Takes in all rows from the anchor to this one, in the order of the list. */
  function extendTo(id: number, listed: readonly number[]): void {
    const from = listed.indexOf(anchor.value ?? id)
    const to = listed.indexOf(id)
    if (to === -1) return
    const [start, end] = from === -1 ? [to, to] : [Math.min(from, to), Math.max(from, to)]
    chosen.value = new Set([...chosen.value, ...listed.slice(start, end + 1)])
    anchor.value ??= id
  }
  function choose(all: readonly number[]): void {
    chosen.value = new Set(all)
  }
  /** Only what the list still shows can be meant. */
  function keep(listed: readonly number[]): void {
    const shown = new Set(listed)
    const left = ids.value.filter((id) => shown.has(id))
    if (left.length < count.value) chosen.value = new Set(left)
  }
  function clear(): void {
    chosen.value = new Set()
    anchor.value = null
  }
  return { chosen, anchor, count, ids, toggle, extendTo, choose, keep, clear }
})
