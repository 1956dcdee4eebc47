import { shallowRef } from 'vue'
import { isRightToLeft } from '../../ui/direction.ts'

/** The conversation whose menu shows, and where on the page. */
export const rowMenu = shallowRef<{ id: number; x: number; y: number } | null>(null)

/** Opens the menu of a conversation at its row, for those who came by key. */
export function openRowMenu(id: number): void {
  const row = document.querySelector(`[data-conversation-id="${id}"]`)?.getBoundingClientRect()
  if (row) rowMenu.value = { id, x: isRightToLeft() ? row.right - 48 : row.left + 48, y: row.top + row.height / 2 }
}

const HOLD_MS = 500

/** What a row listens for so that its menu opens by right click or a long press. */
export function menuListeners(id: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => clearTimeout(timer)
  return {
    contextmenu: (event: MouseEvent) => {
      stop()
      event.preventDefault()
      rowMenu.value = { id, x: event.clientX, y: event.clientY }
    },
    pointerdown: (event: PointerEvent) => {
      stop()
      const { clientX: x, clientY: y } = event
      if (event.pointerType === 'touch') timer = setTimeout(() => (rowMenu.value = { id, x, y }), HOLD_MS)
    },
    pointermove: (event: PointerEvent) => {
      if (Math.abs(event.movementX) + Math.abs(event.movementY) > 4) stop()
    },
    pointerup: stop,
    pointercancel: stop,
    scroll: stop,
  }
}
