import type { MacroAction } from '../../../api/macros.ts'
import { inputOf } from '../../steps/action-kinds.ts'
import type { Doer } from '../../steps/action-kinds.ts'

/** One action of a macro or a rule while it is edited. */
export interface StepDraft {
  /** Tells steps apart while they move. */
  key: number
  name: string
  params: unknown[]
}

/** What a mail to teams says. */
export interface TeamMail {
  team_ids: number[]
  message: string
}

let lastKey = 0

/** The customer's own address, as the server fills it in. */
const CUSTOMER = '{{contact.email}}'

/** What an action begins with: the most usual choice, where there is one. */
export function blankStep(name: string, by: Doer, firstTeam: number | 'nil' = 'nil'): StepDraft {
  const params = {
    none: [],
    labels: [],
    text: [''],
    addresses: [CUSTOMER],
    team_mail: [{ team_ids: firstTeam === 'nil' ? [] : [firstTeam], message: '' }],
    // Nobody runs a rule.
    agent: [by === 'macro' ? 'self' : 'last_responding_agent'],
    team: [firstTeam],
    status: ['pending'],
    priority: ['high'],
  }[inputOf(name)]
  return { key: ++lastKey, name, params }
}

export function readSteps(actions: readonly MacroAction[]): StepDraft[] {
  return actions.map((one) => ({ key: ++lastKey, name: one.action_name, params: [...one.action_params] }))
}

export function writeSteps(steps: readonly StepDraft[]): MacroAction[] {
  return steps.map((one) => ({ action_name: one.name, action_params: one.params }))
}

/** A mail to teams as it is stored, or an empty one. */
export function teamMailOf([mail]: readonly unknown[]): TeamMail {
  const { team_ids: ids, message } = (mail ?? {}) as Partial<TeamMail>
  return { team_ids: Array.isArray(ids) ? ids : [], message: message ?? '' }
}

/** What a step still lacks, as the end of a key of the catalogue. */
export function lackOf({ name, params }: StepDraft): 'text' | 'labels' | 'addresses' | 'team' | null {
  const input = inputOf(name)
  const isBlank = (text: unknown) => String(text ?? '').trim() === ''
  if (input === 'text' && isBlank(params[0])) return 'text'
  if (input === 'addresses' && isBlank(params[0])) return 'addresses'
  if (input === 'team_mail' && teamMailOf(params).team_ids.length === 0) return 'team'
  if (input === 'team_mail' && isBlank(teamMailOf(params).message)) return 'text'
  return input === 'labels' && params.length === 0 ? 'labels' : null
}

/** The list with one item at another place. */
export function movedTo<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const item = items[from]
  if (item === undefined || to < 0 || to >= items.length) return [...items]
  return items.toSpliced(from, 1).toSpliced(to, 0, item)
}
