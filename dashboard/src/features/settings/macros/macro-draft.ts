import type { Macro, MacroInput } from '../../../api/macros.ts'
import { readSteps, writeSteps } from '../steps/step-draft.ts'
import type { StepDraft } from '../steps/step-draft.ts'

export interface MacroDraft {
  name: string
  visibility: Macro['visibility']
  steps: StepDraft[]
}

export const blankMacro = (): MacroDraft => ({ name: '', visibility: 'personal', steps: [] })

export function readMacro({ name, visibility, actions }: Macro): MacroDraft {
  return { name, visibility, steps: readSteps(actions) }
}

export function writeMacro({ name, visibility, steps }: MacroDraft): MacroInput {
  return { name: name.trim(), visibility, actions: writeSteps(steps) }
}
