import { onBeforeUnmount, onMounted, shallowRef } from 'vue'
import type { Command } from './key-table.ts'

type Commands = Partial<Record<Command, () => void>>

const ofPage = shallowRef<(() => Commands) | null>(null)

/** What the keys mean on a page of its own, as long as it is shown; a command that is absent has nothing to act on. */
export function usePageCommands(commands: () => Commands): void {
  onMounted(() => (ofPage.value = commands))
  onBeforeUnmount(() => {
    if (ofPage.value === commands) ofPage.value = null
  })
}

/** The commands of the page that is shown now. */
export function pageCommands(): Commands {
  return ofPage.value?.() ?? {}
}
