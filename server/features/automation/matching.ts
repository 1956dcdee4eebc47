import { sql, type Expression, type SqlBool } from 'kysely'
import type { Json } from '../../kernel/event.ts'
import type { Condition as Checked } from '../../kernel/filter/condition.ts'
import { readRows } from '../../kernel/filter/read-rows.ts'
import type { FilterRow } from '../../kernel/filter/row.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { compileFilter, type SqlKey } from '../../platform/filter/compile-filter.ts'
import { CONTACT_FILTER_KEYS } from '../contacts/index.ts'
import { ATTRIBUTE_COLUMNS, CONVERSATION_FILTER_KEYS } from '../conversations/index.ts'
import { attributeFilterKey, listDefinitions, type AttributeDefinition } from '../custom-attributes/index.ts'
import type { Condition } from './condition.ts'
import type { Changes } from './rule-events.ts'

/** What the conditions of rules are looked at with. */
export interface Looking {
  definitions: AttributeDefinition[]
  changes: Changes
  now: Date
  /** What happened is not known, as in a trial: a condition about a change holds. */
  anyChange?: boolean
}

const OF_CONTACT = new Set(['email', 'phone_number', 'country_code', 'city', 'company_name'])

/** What rules may look at, for a query that calls its tables `conversations`, `contacts` and `messages`. */
const KEYS = new Map<string, SqlKey>([
  // Rules may ask whether there is any, which lists need not.
  ...[...CONVERSATION_FILTER_KEYS].map(([key, one]) => [key, { ...one, optional: true }] as const),
  ...[...CONTACT_FILTER_KEYS].filter(([key]) => OF_CONTACT.has(key)),
  ['content', { type: 'text', expression: sql.ref('messages.content') }],
  [
    'message_type',
    { type: 'choice', choices: ['incoming', 'outgoing', 'template'], expression: sql.ref('messages.direction') },
  ],
  ['private_note', { type: 'flag', expression: sql.ref('messages.private') }],
])

/**
 * The SQL of a rule's conditions (contract 2.10); no conditions hold always. Refuses what they name wrongly: what was right when the
 * rule was written may be gone.
 */
export function compileConditions(conditions: Condition[], looking: Looking): Expression<SqlBool> {
  const groups: Checked<SqlKey>[][] = [[]]
  for (const condition of conditions) {
    groups.at(-1)?.push(checked(condition, looking))
    if (condition.queryOperator === 'or') groups.push([])
  }
  return compileFilter(groups.filter((group) => group.length > 0))
}

/** The custom attributes that any of these conditions needs; none when none does. */
export async function definitionsFor(db: Reader, accountId: number, conditions: Condition[]) {
  return conditions.some(({ customAttributeType }) => customAttributeType !== '') ? listDefinitions(db, accountId) : []
}

function checked(condition: Condition, looking: Looking): Checked<SqlKey> {
  const { filterOperator, attributeKey, values } = condition
  if (filterOperator === 'attribute_changed') {
    const key = keyOf(condition, looking.definitions) ?? NOTHING
    const holds = looking.anyChange ?? hasChanged(looking.changes[attributeKey], values)
    return { key, test: { kind: 'anything' }, negated: !holds }
  }
  const row: FilterRow = {
    key: attributeKey,
    operator: filterOperator,
    values: Array.isArray(values) ? values : [],
    joiner: null,
    attributeOf: ownerOf(condition),
  }
  const [[one] = []] = readRows([row], () => keyOf(condition, looking.definitions), looking.now)
  return one as Checked<SqlKey>
}

const NOTHING: SqlKey = { type: 'flag', expression: sql`true` }

function keyOf(condition: Condition, definitions: AttributeDefinition[]): SqlKey | undefined {
  const owner = ownerOf(condition)
  if (owner === null) return KEYS.get(condition.attributeKey)
  return attributeFilterKey(definitions, { owner, key: condition.attributeKey, column: ATTRIBUTE_COLUMNS[owner] })
}

function ownerOf({ customAttributeType }: Condition): FilterRow['attributeOf'] {
  if (customAttributeType === '') return null
  return customAttributeType === 'contact_attribute' ? 'contact' : 'conversation'
}

/** Whether something changed from one of `from` to one of `to`; an empty list is anything (contract 2.10). */
function hasChanged(change: Changes[string] | undefined, values: Json): boolean {
  if (!change || String(change.from) === String(change.to)) return false
  const { from, to } = values as { from: Json[]; to: Json[] }
  return isAmong(change.from, from) && isAmong(change.to, to)
}

function isAmong(value: Json, list: Json[]): boolean {
  return list.length === 0 || list.some((one) => text(one) === text(value))
}

function text(value: Json): string {
  return value === null || value === 'nil' ? '' : String(value).toLowerCase()
}
