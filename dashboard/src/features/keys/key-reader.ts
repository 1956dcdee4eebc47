import { keysOf } from './bindings.ts'
import { keyTable } from './key-table.ts'
import type { Command } from './key-table.ts'

export type KeyPress = Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'> & { code?: string }

const SEQUENCE_MS = 1200

/** Keys that are not letters, on the keyboard that the key table was written for: plain, and with Shift. */
const SIGNS: Record<string, string> = { Slash: '/?', Period: '.>', BracketLeft: '[{', BracketRight: ']}' }

/** Arabic, Cyrillic and other keyboards have none of the table's letters: there it is the place of the key that counts. */
function keyOf({ key, code = '', shiftKey }: KeyPress): string {
  if (/[\p{Script=Latin}\p{ASCII}]/u.test(key)) return key
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return shiftKey ? letter : letter.toLowerCase()
  return SIGNS[code]?.[shiftKey ? 1 : 0] ?? key
}

/** "Mod+Shift+Enter", "j", "?": Shift counts only where it does not already make another character. */
export function chordOf(press: KeyPress): string {
  // With Alt, some keyboards write another character: the digit counts.
  const digit = press.altKey ? /^Digit(\d)$/.exec(press.code ?? '')?.[1] : undefined
  const pressed = digit ?? keyOf(press)
  const key = pressed.length === 1 && (press.metaKey || press.ctrlKey) ? pressed.toLowerCase() : pressed
  const shift = press.shiftKey && pressed.length > 1
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
