import { expect, test } from 'vitest'
import type { Rule, RuleCondition } from '../../../api/automation.ts'
import { conditionKeys } from '../../automation/condition-keys.ts'
import type { EditedRow } from '../../filters/filter-keys.ts'
import { blankRule, firstLacking, readRule, writeConditions, writeRule } from './rule-draft.ts'

const condition = (key: string, operator: string, values: RuleCondition['values']): RuleCondition => ({
  attribute_key: key,
  filter_operator: operator,
  values,
  query_operator: null,
  custom_attribute_type: '',
})
const rule: Rule = {
  id: 3,
  name: 'Broken things',
  description: null,
  event_name: 'conversation_updated',
  conditions: [
    { ...condition('content', 'contains', ['broken']), query_operator: 'or' },
    { ...condition('priority', 'attribute_changed', { from: [], to: ['urgent'] }), query_operator: 'and' },
    { ...condition('plan', 'equal_to', ['gold']), custom_attribute_type: 'contact_attribute' },
  ],
  actions: [{ action_name: 'add_label', action_params: ['vip'] }],
  active: true,
  broken_reason: null,
}

test('a rule that is read and written again is the same', () => {
  const { id: _, broken_reason: __, ...input } = rule
  expect(writeRule(readRule(rule))).toEqual(input)
  expect(writeRule({ ...blankRule(), name: ' New ', description: ' ' })).toMatchObject({
    name: 'New',
    description: null,
    conditions: [],
  })
})

test('the last row joins nothing, and only a change has two sides', () => {
  const row: EditedRow = {
    ...condition('status', 'is_present', []),
    values: ['open'],
    change: { from: [], to: ['open'] },
    custom_attribute_type: null,
  }
  expect(writeConditions([{ ...row, query_operator: 'or' }])).toEqual([condition('status', 'is_present', [])])
})

test('a row lacks something until it says a value, or one side of a change', () => {
  const row = (operator: string, more: Partial<EditedRow> = {}): EditedRow => ({
    ...condition('status', operator, []),
    values: [],
    custom_attribute_type: null,
    ...more,
  })
  expect(firstLacking([row('is_present'), row('equal_to')])).toBe(1)
  expect(firstLacking([row('attribute_changed')])).toBe(0)
  expect(firstLacking([row('attribute_changed', { change: { from: ['open'], to: [] } })])).toBe(-1)
  expect(firstLacking([])).toBe(-1)
})

test('a change is offered only where one happens', () => {
  const definitions = (['conversation_attribute', 'contact_attribute'] as const).map((model, id) => ({
    id,
    attribute_key: 'plan',
    attribute_display_name: 'Plan',
    attribute_display_type: 'text',
    attribute_values: [],
    attribute_model: model,
  }))
  const changing = (event: Rule['event_name']) =>
    conditionKeys(event, definitions)
      .filter((one) => one.operators?.includes('attribute_changed'))
      .map((one) => one.owner ?? one.key)
  expect(changing('conversation_updated')).toEqual([
    'status',
    'priority',
    'assignee_id',
    'team_id',
    'conversation_attribute',
  ])
  expect(changing('message_created')).toEqual([])
})
