import { ref } from 'vue'

/** A wish to write, from a key or the palette; the composer of the open conversation fulfils it. */
export const composerWish = ref<{ mode: 'reply' | 'note'; at: number } | null>(null)

export function wishToWrite(mode: 'reply' | 'note'): void {
  composerWish.value = { mode, at: performance.now() }
}

/** Counts the wishes to attach a file; the composer of the open conversation opens the browser's dialog for each. */
export const attachWish = ref(0)
