import { request } from './client.ts'
import { inAccount, resourceAt } from './resource.ts'
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

/** Answered when the run is queued; what became of each conversation comes over the socket. */
export interface MacroRun {
  macroId: number
  ids: number[]
  /** Asked again under the same name, nothing is written twice. */
  run: string
  isLeaving?: boolean
}

export function executeMacro(accountId: number, { macroId, ids, run, isLeaving = false }: MacroRun): Promise<unknown> {
  const body = { conversation_ids: ids, run }
  return request(inAccount(accountId, `/macros/${macroId}/execute`), { method: 'POST', body, keepalive: isLeaving })
}
