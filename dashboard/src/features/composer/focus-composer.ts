import { ref } from 'vue'
import type { Message } from '../../api/wire.ts'
import type { MailMode } from './use-mail-fields.ts'

interface Wish {
  mode: MailMode | 'note'
  at: number
  /** The mail that is to be forwarded; absent, the last one. */
  of?: Message | undefined
}

/** A wish to write, from a key or the palette; the composer of the open conversation fulfils it. */
export const composerWish = ref<Wish | null>(null)

export function wishToWrite(mode: Wish['mode'], of?: Message): void {
  composerWish.value = { mode, at: performance.now(), of }
}

/** Counts the wishes to attach a file; the composer of the open conversation opens the browser's dialog for each. */
export const attachWish = ref(0)
