import type { Action, ActionInput } from './action.ts'

/** Who may use a macro: whoever made it, or everybody. */
export type Visibility = 'personal' | 'global'

/** What is done with a conversation at an agent's word. */
export interface Macro {
  id: number
  accountId: number
  name: string
  visibility: Visibility
  actions: Action[]
  createdById: number | null
  updatedById: number | null
}

/** What may be said of a macro; what is absent stays as it is. */
export interface MacroChanges {
  name?: string | undefined
  visibility?: Visibility | undefined
  actions?: ActionInput[] | undefined
}
