import type { Json } from '../../kernel/event.ts'
import { invalid } from '../../kernel/refusal.ts'
import { CONDITION_KEYS, CUSTOM, type KeyRule } from './condition-keys.ts'
import { idIn, type Reference } from './reference.ts'

/** One condition of a rule (contract 2.10). The rows are read from the top; `and` binds tighter than `or`; the last has none. */
export interface Condition {
  attributeKey: string
  filterOperator: string
  values: Json
  queryOperator: 'and' | 'or' | null
  customAttributeType: string
}

/** A condition as a client sent it. */
export type ConditionInput = { [Key in keyof Condition]?: Json | undefined }

const MOST_ROWS = 100
const VALUELESS = new Set(['is_present', 'is_not_present'])

/** The conditions as they are stored, and what they refer to; refuses by naming the row and the field. */
export function readConditions(rows: ConditionInput[]): { conditions: Condition[]; references: Reference[] } {
  if (rows.length > MOST_ROWS) throw invalid('conditions', `conditions can have at most ${MOST_ROWS} rows`)
  const references: Reference[] = []
  const conditions = rows.map((row, index) => {
    const field = (name: string) => `conditions[${index}].${name}`
    const { key, rule, customAttributeType } = readKey(row, field)
    const filterOperator = readOperator(row.filterOperator, rule, field('filter_operator'))
    const values = readValues(row.values, { rule, filterOperator, field: field('values'), references })
    if (rule === CUSTOM) references.push({ kind: ownerIn(customAttributeType), id: key, field: field('attribute_key') })
    const isLast = index === rows.length - 1
    const queryOperator = readQueryOperator(row.queryOperator, isLast, field('query_operator'))
    return { attributeKey: key, filterOperator, values, queryOperator, customAttributeType }
  })
  return { conditions, references }
}

function ownerIn(customAttributeType: string) {
  return customAttributeType === 'contact_attribute' ? 'contact attribute' : 'conversation attribute'
}

type FieldName = (name: string) => string

function readKey(row: ConditionInput, field: FieldName) {
  const key = row.attributeKey
  const customAttributeType = row.customAttributeType ?? ''
  if (customAttributeType !== '' && !isOneOf(['conversation_attribute', 'contact_attribute'], customAttributeType)) {
    throw invalid(
      field('custom_attribute_type'),
      `${field('custom_attribute_type')} must be conversation_attribute, contact_attribute or empty`,
    )
  }
  if (typeof key === 'string') {
    const rule = customAttributeType === '' ? CONDITION_KEYS.get(key) : /^[\w-]{1,255}$/.test(key) && CUSTOM
    if (rule) return { key, rule, customAttributeType }
  }
  throw invalid(field('attribute_key'), `${field('attribute_key')}: ${show(key)} is no key that rules can look at`)
}

function readOperator(operator: Json | undefined, rule: KeyRule, field: string): string {
  if (isOneOf(rule.operators, operator)) return operator
  throw invalid(field, `${field}: ${show(operator)} must be one of ${rule.operators.join(', ')}`)
}

interface Reading {
  rule: KeyRule
  filterOperator: string
  field: string
  references: Reference[]
}

function readValues(values: Json | undefined, reading: Reading): Json {
  const { filterOperator, field } = reading
  if (VALUELESS.has(filterOperator)) return []
  if (filterOperator !== 'attribute_changed') return readList(values, reading)
  const change = values !== null && typeof values === 'object' && !Array.isArray(values) ? values : {}
  const [from, to] = [listOf(change['from']), listOf(change['to'])]
  if (from.length + to.length === 0) throw invalid(field, `${field} must be {"from": [...], "to": [...]}`)
  for (const value of [...from, ...to]) readValue(value, reading)
  return { from, to }
}

function readList(values: Json | undefined, reading: Reading): Json[] {
  const list = listOf(values)
  if (list.length === 0) throw invalid(reading.field, `${reading.field} must name at least one value`)
  for (const value of list) readValue(value, reading)
  return list
}

function readValue(value: Json, { rule, field, references }: Reading): void {
  const refuse = (what: string) => invalid(field, `${field}: ${show(value)} is no ${what}`)
  if (value === null || typeof value === 'object') throw refuse('value')
  const { kind } = rule
  if (kind === 'text') {
    if (String(value).trim() === '' || String(value).length > 1000) throw refuse('text of 1 to 1000 characters')
  } else if (kind === 'agent' || kind === 'inbox' || kind === 'team') {
    const id = idIn(value)
    if (id === undefined) throw refuse(`id of one ${kind}`)
    references.push({ kind, id, field })
  } else if (!kind.includes(String(value))) throw refuse(`value of ${kind.join(', ')}`)
}

function readQueryOperator(operator: Json | undefined, isLast: boolean, field: string): 'and' | 'or' | null {
  const word = typeof operator === 'string' ? operator.toLowerCase() : operator
  if (isLast) {
    if (word === undefined || word === null || word === '') return null
    throw invalid(field, `${field} must be null: no row follows`)
  }
  if (word === 'and' || word === 'or') return word
  throw invalid(field, `${field} must be "and" or "or"`)
}

function listOf(values: Json | undefined): Json[] {
  if (values === undefined || values === null) return []
  return Array.isArray(values) ? values : [values]
}

function isOneOf(names: readonly string[], value: unknown): value is string {
  return typeof value === 'string' && names.includes(value)
}

function show(value: unknown): string {
  return JSON.stringify(value ?? null).slice(0, 100)
}
