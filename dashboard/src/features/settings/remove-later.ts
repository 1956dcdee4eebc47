import { showToast } from '../../ui/toast-store.ts'
import { useUndo } from '../conversations/undo-store.ts'

interface Removal {
  name: string
  run: () => Promise<unknown>
  /** Shows the row again: it was taken back, or the server refused. */
  restore: () => void
}

/** As long as the undo bar is offered, and a moment for the last click. */
const UNDO_MS = 8200
const waiting = new Set<() => void>()

/** Takes something away when nobody wants it back for eight seconds; leaving the page ends the wait. */
export function removeLater(removal: Removal): void {
  const finish = () => {
    cancel()
    removal.run().catch((error: unknown) => {
      removal.restore()
      showToast({ text: 'settings.not_removed', values: { name: removal.name }, cause: error, tone: 'danger' })
    })
  }
  const timer = setTimeout(finish, UNDO_MS)
  const cancel = () => {
    clearTimeout(timer)
    waiting.delete(finish)
  }
  waiting.add(finish)
  const run = () => {
    cancel()
    removal.restore()
  }
  useUndo().offer({ text: 'settings.removed', values: { name: removal.name }, run })
}

window.addEventListener('pagehide', () => {
  for (const finish of waiting) finish()
})
