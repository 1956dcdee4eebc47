import type { Rule, RuleCondition, RuleEvent, RuleInput } from '../../../api/automation.ts'
import { readyRows, takesValue } from '../../filters/filter-keys.ts'
import type { EditedRow } from '../../filters/filter-keys.ts'
import { readSteps, writeSteps } from '../steps/step-draft.ts'
import type { StepDraft } from '../steps/step-draft.ts'

export interface RuleDraft {
  name: string
  description: string
  event: RuleEvent
  rows: EditedRow[]
  steps: StepDraft[]
  active: boolean
}

export const blankRule = (): RuleDraft => ({
  name: '',
  description: '',
  event: 'message_created',
  rows: [],
  steps: [],
  active: true,
})

export function readRule({ name, description, event_name: event, conditions, actions, active }: Rule): RuleDraft {
  return {
    name,
    description: description ?? '',
    event,
    rows: conditions.map(readCondition),
    steps: readSteps(actions),
    active,
  }
}

/** A condition as the builder of filters has it. */
export function readCondition({ values, custom_attribute_type: owner, ...row }: RuleCondition): EditedRow {
  const said = Array.isArray(values)
    ? { values }
    : { values: [], change: { from: values.from ?? [], to: values.to ?? [] } }
  return { ...row, ...said, custom_attribute_type: owner || null }
}

export function writeRule({ name, description, event, rows, steps, active }: RuleDraft): RuleInput {
  return {
    name: name.trim(),
    description: description.trim() || null,
    event_name: event,
    conditions: writeConditions(rows),
    actions: writeSteps(steps),
    active,
  }
}

export function writeConditions(rows: readonly EditedRow[]): RuleCondition[] {
  return readyRows<EditedRow>(rows).map(({ change, values, ...row }) => ({
    ...row,
    values: row.filter_operator === 'attribute_changed' ? (change ?? { from: [], to: [] }) : values,
    custom_attribute_type: row.custom_attribute_type ?? '',
  }))
}

/** The first row that still lacks a value, or -1. */
export function firstLacking(rows: readonly EditedRow[]): number {
  return rows.findIndex(({ filter_operator: operator, values, change }) => {
    if (operator === 'attribute_changed') return !change || change.from.length + change.to.length === 0
    return takesValue(operator) && !values.some((value) => String(value).trim() !== '')
  })
}
