import { UNDO_MS, useUndo } from '../conversations/undo-store.ts'

interface Removal {
  /** Really does it; `isLeaving` when the page goes away and nothing waits any more. */
  run: (isLeaving: boolean) => void
  undone: () => void
  /** A key of the catalogue: what was removed. */
  text: string
}

const waiting = new Map<Removal, ReturnType<typeof setTimeout>>()

/** What cannot be brought back from the server waits until nobody can want it back. A page that closes does not wait. */
export function removeLater(removal: Removal): void {
  const end = (isLeaving: boolean) => {
    clearTimeout(waiting.get(removal))
    if (waiting.delete(removal)) removal.run(isLeaving)
  }
  waiting.set(
    removal,
    setTimeout(() => end(false), UNDO_MS),
  )
  useUndo().offer({
    text: removal.text,
    values: {},
    run: () => {
      clearTimeout(waiting.get(removal))
      if (waiting.delete(removal)) removal.undone()
    },
  })
}

window.addEventListener('pagehide', () => {
  for (const [removal, timer] of waiting) {
    clearTimeout(timer)
    removal.run(true)
  }
  waiting.clear()
})
