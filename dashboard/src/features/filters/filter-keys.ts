import type { AttributeDefinition, FilterKind, FilterRow, FilterValue } from '../../api/filters.ts'

/** What stands behind a key: it decides the operators and the field for the values. */
export type KeyType =
  | 'status'
  | 'priority'
  | 'agent'
  | 'inbox'
  | 'team'
  | 'label'
  | 'direction'
  | 'list'
  | 'text'
  | 'id'
  | 'number'
  | 'moment'
  | 'day'
  | 'flag'

export interface FilterKey {
  key: string
  type: KeyType
  /** The words of a list attribute. */
  choices?: readonly string[]
  /** The name of a custom attribute; other keys have theirs in the catalogue. */
  name?: string
  owner?: FilterRow['custom_attribute_type']
  /** Where they are not those of the type. */
  operators?: readonly string[]
}

/** What something was before and what it is now; an empty list is anything. Rules ask for it with `attribute_changed`. */
export interface Change {
  from: FilterValue[]
  to: FilterValue[]
}

/** A row while it is edited. */
export interface EditedRow extends FilterRow {
  change?: Change
}

const EQUALITY = ['equal_to', 'not_equal_to'] as const
const PRESENCE = ['is_present', 'is_not_present'] as const
const ORDER = ['is_greater_than', 'is_less_than'] as const
const WORDS = ['contains', 'does_not_contain'] as const

/** As the server allows them (contract 2.10). */
const operators: Record<KeyType, readonly string[]> = {
  status: EQUALITY,
  priority: [...EQUALITY, ...PRESENCE],
  agent: [...EQUALITY, ...PRESENCE],
  inbox: [...EQUALITY, ...PRESENCE],
  team: [...EQUALITY, ...PRESENCE],
  label: [...EQUALITY, ...PRESENCE],
  direction: EQUALITY,
  list: [...EQUALITY, ...PRESENCE],
  text: [...WORDS, ...EQUALITY, 'starts_with', ...PRESENCE],
  id: [...EQUALITY, ...WORDS],
  number: [...EQUALITY, ...ORDER, ...PRESENCE],
  moment: [...ORDER, 'days_before', ...PRESENCE],
  day: [...EQUALITY, ...ORDER, 'days_before', ...PRESENCE],
  flag: [...EQUALITY, ...PRESENCE],
}

const standard: Record<FilterKind, readonly (readonly [string, KeyType])[]> = {
  conversation: [
    ['status', 'status'],
    ['assignee_id', 'agent'],
    ['inbox_id', 'inbox'],
    ['team_id', 'team'],
    ['labels', 'label'],
    ['priority', 'priority'],
    ['display_id', 'id'],
    ['created_at', 'moment'],
    ['last_activity_at', 'moment'],
    ['mail_subject', 'text'],
    ['referer', 'text'],
    ['browser_language', 'text'],
    ['conversation_language', 'text'],
  ],
  contact: [
    ['name', 'text'],
    ['email', 'text'],
    ['phone_number', 'text'],
    ['identifier', 'text'],
    ['company_name', 'text'],
    ['city', 'text'],
    ['country_code', 'text'],
    ['labels', 'label'],
    ['created_at', 'moment'],
    ['last_activity_at', 'moment'],
    ['blocked', 'flag'],
  ],
}

const custom = new Map<string, KeyType>([
  ['text', 'text'],
  ['link', 'text'],
  ['number', 'number'],
  ['currency', 'number'],
  ['percent', 'number'],
  ['date', 'day'],
  ['list', 'list'],
  ['checkbox', 'flag'],
])

/** Everything a filter of this kind can ask about; conversations can be asked about their contact's attributes too. */
export function keysOf(kind: FilterKind, definitions: readonly AttributeDefinition[]): FilterKey[] {
  const own = standard[kind].map(([key, type]): FilterKey => ({ key, type }))
  return [...own, ...attributeKeysOf(kind, definitions)]
}

/** The custom attributes among them. */
export function attributeKeysOf(kind: FilterKind, definitions: readonly AttributeDefinition[]): FilterKey[] {
  const owners = kind === 'contact' ? ['contact_attribute'] : ['conversation_attribute', 'contact_attribute']
  return definitions
    .filter((one) => owners.includes(one.attribute_model))
    .map((one): FilterKey => ({
      key: one.attribute_key,
      type: custom.get(one.attribute_display_type) ?? 'text',
      choices: one.attribute_values,
      name: one.attribute_display_name,
      owner: one.attribute_model as 'conversation_attribute' | 'contact_attribute',
    }))
}

export function operatorsOf(key: FilterKey): readonly string[] {
  return key.operators ?? operators[key.type]
}

/** The key a row is about; a row that was made elsewhere may name one that is not offered here. */
export function keyOfRow(keys: readonly FilterKey[], row: FilterRow): FilterKey | undefined {
  const named = keys.filter((one) => one.key === row.attribute_key)
  return named.find((one) => (one.owner ?? null) === (row.custom_attribute_type || null)) ?? named[0]
}

export function takesValue(operator: string): boolean {
  return !['is_present', 'is_not_present', 'attribute_changed'].includes(operator)
}

/** Whether several values make sense: "is any of". */
export function takesMany(key: FilterKey, operator: string): boolean {
  return isChosen(key) && takesValue(operator)
}

/** Whether its values are chosen from a list. */
export function isChosen({ type }: FilterKey): boolean {
  return ['status', 'priority', 'agent', 'inbox', 'team', 'label', 'direction', 'list'].includes(type)
}

export function newRow(key: FilterKey): FilterRow {
  const row: FilterRow = {
    attribute_key: key.key,
    filter_operator: operatorsOf(key)[0] ?? 'equal_to',
    values: key.type === 'flag' ? [true] : [],
    query_operator: null,
  }
  return key.owner ? { ...row, custom_attribute_type: key.owner } : row
}

/** Rows as the server takes them: joined, the last one joining nothing, and no values where none are asked for. */
export function readyRows<Row extends FilterRow>(rows: readonly Row[]): Row[] {
  return rows.map((row, index) => ({
    ...row,
    values: takesValue(row.filter_operator) ? row.values : [],
    query_operator: index === rows.length - 1 ? null : (row.query_operator ?? 'and'),
  }))
}

/** The first row that still lacks a value, or -1. */
export function firstUnfinished(rows: readonly FilterRow[]): number {
  return rows.findIndex(
    (row) => takesValue(row.filter_operator) && !row.values.some((value) => String(value).trim() !== ''),
  )
}

/** The row that a refusal of the server is about, or -1: it names the row's number or its key. */
export function rowOfRefusal(rows: readonly FilterRow[], message: string): number {
  const numbered = /\brow (\d+)\b/.exec(message)
  if (numbered) return Math.min(Number(numbered[1]), rows.length) - 1
  return rows.findIndex((row) => new RegExp(`(^|[^\\w])${escaped(row.attribute_key)}([^\\w]|$)`).test(message))
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
