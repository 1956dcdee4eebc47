import { reactive } from 'vue'
import { keyTable, printChord } from './key-table.ts'
import type { Command } from './key-table.ts'

const usual = new Map<string, readonly string[]>(keyTable.map((one) => [one.command, one.keys]))

/** Keys that this person has chosen instead of those of the table. */
const rebound = reactive(new Map<string, readonly string[]>())

/** Takes over what a person has chosen; commands that are no more are left alone. */
export function rebind(chosen: Record<string, readonly string[]> = {}): void {
  rebound.clear()
  for (const [command, keys] of Object.entries(chosen)) if (usual.has(command)) rebound.set(command, [...keys])
}

/** The keys of a command as they are bound now. */
export function keysOf(command: Command): readonly string[] {
  return rebound.get(command) ?? usual.get(command) ?? []
}

/** The keys that a command has when nobody chose others. */
export function usualKeysOf(command: Command): readonly string[] {
  return usual.get(command) ?? []
}

/** The commands whose keys get in the way of `chord`: the same, or one is the beginning of the other, so that one would have to wait. */
export function inTheWayOf(chord: string, except: Command): Command[] {
  const clashes = (key: string) => key === chord || key.startsWith(`${chord} `) || chord.startsWith(`${key} `)
  return keyTable.map((one) => one.command).filter((one) => one !== except && keysOf(one).some(clashes))
}

/** The first key of a command as it is printed: "⌘ K", "G M". */
export function printedKeys(command: Command, commandKey: string, shiftKey: string): string {
  const [first] = keysOf(command)
  return first === undefined ? '' : printChord(first, commandKey, shiftKey)
}
