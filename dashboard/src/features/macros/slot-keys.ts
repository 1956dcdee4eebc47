import { commandKey, shiftKey } from '../../ui/platform.ts'
import { printedKeys } from '../keys/bindings.ts'
import { keyTable } from '../keys/key-table.ts'

/** The keys of the nth macro as they are printed; the first nine have some. */
export function slotKeys(index: number): string {
  const entry = keyTable.find((one) => one.command === `macro_${index + 1}`)
  return entry ? printedKeys(entry.command, commandKey, shiftKey) : ''
}
