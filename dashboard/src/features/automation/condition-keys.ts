import type { RuleEvent } from '../../api/automation.ts'
import type { AttributeDefinition } from '../../api/filters.ts'
import { attributeKeysOf, operatorsOf } from '../filters/filter-keys.ts'
import type { FilterKey, KeyType } from '../filters/filter-keys.ts'

const keys: readonly (readonly [string, KeyType])[] = [
  ['content', 'text'],
  ['message_type', 'direction'],
  ['private_note', 'flag'],
  ['status', 'status'],
  ['priority', 'priority'],
  ['labels', 'label'],
  ['assignee_id', 'agent'],
  ['team_id', 'team'],
  ['inbox_id', 'inbox'],
  ['mail_subject', 'text'],
  ['email', 'text'],
  ['phone_number', 'text'],
  ['company_name', 'text'],
  ['city', 'text'],
  ['country_code', 'text'],
  ['referer', 'text'],
  ['browser_language', 'text'],
  ['conversation_language', 'text'],
]

/** Where the server allows other operators than lists do (contract 2.15). */
const special: Record<string, readonly string[]> = {
  private_note: ['equal_to', 'not_equal_to'],
  status: ['equal_to', 'not_equal_to', 'is_present', 'is_not_present'],
}

/** What an event can tell the change of; a new message or conversation changes nothing. */
const changing = new Set(['status', 'priority', 'assignee_id', 'team_id'])
const withChanges = new Set<RuleEvent>(['conversation_updated', 'conversation_resolved', 'conversation_opened'])

/** Everything that the conditions of a rule can ask about when something happens. */
export function conditionKeys(event: RuleEvent, definitions: readonly AttributeDefinition[]): FilterKey[] {
  const standard = keys.map(([key, type]): FilterKey => ({ key, type }))
  return [...standard, ...attributeKeysOf('conversation', definitions)].map((one) => {
    const own = (one.owner ? undefined : special[one.key]) ?? operatorsOf(one)
    const mayChange = one.owner ? one.owner === 'conversation_attribute' : changing.has(one.key)
    return { ...one, operators: mayChange && withChanges.has(event) ? [...own, 'attribute_changed'] : own }
  })
}
