import { onBeforeUnmount, onMounted } from 'vue'
import { KeyReader } from './key-reader.ts'
import type { Command } from './key-table.ts'

const INTERACTIVE = 'button, a[href], summary, select, [role="button"], [role="option"], [role="tab"], audio, video'

/**
 * Listens for the keys of the table while the component lives; boxes marked `data-own-keys` keep theirs.
 * `run` returns false when a command has nothing to do. */
export function useKeys(run: (command: Command) => boolean): void {
  const reader = new KeyReader()

  function heard(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return
    const target = event.target instanceof HTMLElement ? event.target : null
    if (target?.closest('[data-own-keys]')) return
    const inText = target !== null && isTextField(target)
    if (inText && event.key === 'Escape') return target.blur()
    if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey && target?.closest(INTERACTIVE)) return
    const command = reader.read(event, inText, performance.now())
    if (command && run(command)) event.preventDefault()
  }

  onMounted(() => window.addEventListener('keydown', heard))
  onBeforeUnmount(() => window.removeEventListener('keydown', heard))
}

function isTextField(element: HTMLElement): boolean {
  if (element.isContentEditable || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement)
    return true
  return element instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'color', 'file'].includes(element.type)
}
