import { keysOf } from './bindings.ts'
import { keyTable } from './key-table.ts'
import type { Command } from './key-table.ts'

export type KeyPress = Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'> & { code?: string }

const SEQUENCE_MS = 1200

/** "Mod+Shift+Enter", "j", "?": Shift counts only where it does not already make another character. */
export function chordOf(press: KeyPress): string {
  // With Alt, some keyboards write another character: the digit counts.
  const digit = press.altKey ? /^Digit(\d)$/.exec(press.code ?? '')?.[1] : undefined
  const said = digit ?? press.key
  const key = said.length === 1 && (press.metaKey || press.ctrlKey) ? said.toLowerCase() : said
  const shift = press.shiftKey && said.length > 1
  return [press.metaKey || press.ctrlKey ? 'Mod' : '', press.altKey ? 'Alt' : '', shift ? 'Shift' : '', key]
    .filter(Boolean)
    .join('+')
}

/** Reads presses one by one and says which command they make; "g m" is two presses in a row. */
export class KeyReader {
  private prefix = ''
  private prefixAt = 0

  /** `inText` is true while the focus is in a text field; `at` in milliseconds. */
  read(press: KeyPress, inText: boolean, at: number): Command | null {
    const chord = chordOf(press)
    const sequence = this.prefix && at - this.prefixAt < SEQUENCE_MS ? `${this.prefix} ${chord}` : chord
    this.prefix = ''
    const entry = keyTable.find((one) => keysOf(one.command).includes(sequence))
    if (entry) return inText && !('inText' in entry) ? null : entry.command
    const starts = keyTable.some((one) => keysOf(one.command).some((keys) => keys.startsWith(`${sequence} `)))
    if (starts && !inText) {
      this.prefix = sequence
      this.prefixAt = at
    }
    return null
  }
}
