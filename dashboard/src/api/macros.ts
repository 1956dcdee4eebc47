import { resourceAt } from './resource.ts'
import type { Resource } from './resource.ts'

/** One thing that a macro does, in the contract's words (2.15). */
export interface MacroAction {
  action_name: string
  action_params: unknown[]
}

export interface Macro {
  id: number
  name: string
  visibility: 'personal' | 'global'
  created_by?: { id: number; name: string }
  actions: MacroAction[]
}
export type MacroInput = Pick<Macro, 'name' | 'visibility' | 'actions'>

const wrapped = resourceAt<{ payload: Macro }, MacroInput>('macros')

export const macros: Resource<Macro, MacroInput> = {
  ...resourceAt<Macro, MacroInput>('macros'),
  add: async (accountId, input) => (await wrapped.add(accountId, input)).payload,
  change: async (accountId, id, input) => (await wrapped.change(accountId, id, input)).payload,
}
