import type { Json } from '../../kernel/event.ts'
import { malformedDetail, type ContactChanges } from '../contacts/index.ts'
import type { CsvColumn } from './csv-columns.ts'

/** What a row says of a contact, or why it is none. */
export type ReadRow = { changes: ContactChanges } | { reason: string }

const DETAILS: Record<string, 'name' | 'email' | 'phoneNumber' | 'identifier'> = {
  name: 'name',
  email: 'email',
  phone_number: 'phoneNumber',
  identifier: 'identifier',
}

/** Reads a row by the columns of its file. Empty cells say nothing, so that importing again takes nothing away. */
export function readRow(cells: string[], columns: CsvColumn[]): ReadRow {
  if (cells.length > columns.length) {
    return { reason: `The row has ${cells.length} cells, but the file has ${columns.length} columns` }
  }
  const changes: ContactChanges = {}
  const additional: { [key: string]: Json } = {}
  const custom: { [key: string]: Json } = {}
  for (const [at, { kind, field }] of columns.entries()) {
    // An apostrophe before a formula's sign keeps spreadsheets from reckoning; exports put it there.
    const cell = cells[at]?.trim().replace(/^'(?=[=+\-@])/, '')
    if (!cell) continue
    if (kind === 'detail') changes[DETAILS[field] ?? 'name'] = field === 'phone_number' ? phoneNumber(cell) : cell
    else if (kind === 'additional') additional[field] = cell
    else custom[field] = cell
  }
  const reason = whyNot(changes)
  if (reason) return { reason }
  return { changes: { ...changes, additionalAttributes: additional, customAttributes: custom } }
}

function whyNot(changes: ContactChanges): string | undefined {
  const { name, email, phoneNumber: phone, identifier } = changes
  if (!name && !email && !phone && !identifier) return 'The row has no name, email, phone_number or identifier'
  if (identifier && identifier.length > 255) return 'identifier may have at most 255 characters'
  return malformedDetail(changes)?.says
}

// As people write it: with blanks, brackets and strokes.
function phoneNumber(cell: string): string {
  return cell.replaceAll(/[\s()./-]/g, '').replace(/^00/, '+')
}
