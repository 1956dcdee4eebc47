import type { Macro, MacroAction, MacroInput } from '../../../api/macros.ts'
import { inputOf } from '../../macros/action-kinds.ts'

export interface StepDraft {
  /** Tells steps apart while they move. */
  key: number
  name: string
  params: unknown[]
}

export interface MacroDraft {
  name: string
  visibility: Macro['visibility']
  steps: StepDraft[]
}

let lastKey = 0

/** What an action begins with: the most usual choice, where there is one. */
export function blankStep(name: string, firstTeam: number | 'nil'): StepDraft {
  const params = {
    none: [],
    labels: [],
    text: [''],
    agent: ['self'],
    team: [firstTeam],
    status: ['pending'],
    priority: ['high'],
  }[inputOf(name)]
  return { key: ++lastKey, name, params }
}

export const blankMacro = (): MacroDraft => ({ name: '', visibility: 'personal', steps: [] })

const stepOf = (one: MacroAction): StepDraft => ({
  key: ++lastKey,
  name: one.action_name,
  params: [...one.action_params],
})

export function readMacro({ name, visibility, actions }: Macro): MacroDraft {
  return { name, visibility, steps: actions.map(stepOf) }
}

export function writeMacro({ name, visibility, steps }: MacroDraft): MacroInput {
  const actions = steps.map((one) => ({ action_name: one.name, action_params: one.params }))
  return { name: name.trim(), visibility, actions }
}

/** What a step still lacks, as the end of a key of the catalogue. */
export function lackOf({ name, params }: StepDraft): 'text' | 'labels' | null {
  const input = inputOf(name)
  if (input === 'text' && String(params[0] ?? '').trim() === '') return 'text'
  return input === 'labels' && params.length === 0 ? 'labels' : null
}

/** The list with one item at another place. */
export function movedTo<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const item = items[from]
  if (item === undefined || to < 0 || to >= items.length) return [...items]
  return items.toSpliced(from, 1).toSpliced(to, 0, item)
}
