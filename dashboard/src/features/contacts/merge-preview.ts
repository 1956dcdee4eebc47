import type { Contact } from '../../api/wire.ts'
import { attributeLines } from './origin-facts.ts'

export interface MergeLine {
  key: string
  isField: boolean
  base: string
  mergee: string
  /** Whose value stays. */
  from: 'base' | 'mergee'
}

const FIELDS = { name: 'name', email: 'email', phone: 'phone_number', identifier: 'identifier' } as const

/** What a merge keeps: what the first has stays, gaps are filled from the second (contract 2.8). */
export function mergePreview(base: Contact, mergee: Contact): MergeLine[] {
  const fields = Object.entries(FIELDS).map(([key, name]) => lineOf(key, true, base[name], mergee[name]))
  const [mine, theirs] = [base, mergee].map((one) => new Map(attributeLines(one.custom_attributes)))
  const keys = new Set([...(mine?.keys() ?? []), ...(theirs?.keys() ?? [])])
  const attributes = [...keys].sort().map((key) => lineOf(key, false, mine?.get(key), theirs?.get(key)))
  return [...fields, ...attributes].filter((one) => one.base !== '' || one.mergee !== '')
}

function lineOf(key: string, isField: boolean, base: string | null = '', mergee: string | null = ''): MergeLine {
  return { key, isField, base: base ?? '', mergee: mergee ?? '', from: base ? 'base' : 'mergee' }
}
