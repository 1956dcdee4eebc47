import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

interface Undoable {
  /** A key of the catalogue and its values: what was done. */
  text: string
  values: Record<string, string | number>
  run: () => void
  /** How long it can be taken back, where that differs. */
  ms?: number
}

export const UNDO_MS = 8000

/** The last change that can be taken back, for eight seconds. */
export const useUndo = defineStore('undo', () => {
  const last = shallowRef<Undoable | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  function offer(undoable: Undoable): void {
    clearTimeout(timer)
    last.value = undoable
    timer = setTimeout(dismiss, undoable.ms ?? UNDO_MS)
  }
  function dismiss(): void {
    clearTimeout(timer)
    last.value = null
  }
  function undo(): void {
    const undoable = last.value
    dismiss()
    undoable?.run()
  }
  return { last, offer, dismiss, undo }
})
