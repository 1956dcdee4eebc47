import { onBeforeUnmount, ref } from 'vue'
import type { Ref } from 'vue'

/**
 * Lets a pointer drag rows of a list to other places. A row changes places with its neighbour when the pointer has passed the
 * neighbour's middle, so that rows of different heights do not flicker.
 */
export function useDraggedOrder(list: Ref<HTMLElement | null>, move: (from: number, to: number) => void) {
  /** Where the row that is dragged stands now. */
  const dragged = ref<number | null>(null)

  function middleOf(index: number): number | null {
    const box = list.value?.children[index]?.getBoundingClientRect()
    return box ? box.top + box.height / 2 : null
  }
  function follow({ clientY }: PointerEvent): void {
    const at = dragged.value
    if (at === null) return
    const [before, after] = [middleOf(at - 1), middleOf(at + 1)]
    const to = before !== null && clientY < before ? at - 1 : after !== null && clientY > after ? at + 1 : at
    if (to === at) return
    move(at, to)
    dragged.value = to
  }
  function drop(): void {
    dragged.value = null
    window.removeEventListener('pointermove', follow)
    window.removeEventListener('pointerup', drop)
    window.removeEventListener('pointercancel', drop)
  }
  function grab(index: number, event: PointerEvent): void {
    if (event.button !== 0) return
    dragged.value = index
    window.addEventListener('pointermove', follow)
    window.addEventListener('pointerup', drop)
    window.addEventListener('pointercancel', drop)
  }
  onBeforeUnmount(drop)
  return { dragged, grab }
}
