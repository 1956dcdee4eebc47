import type { Json } from '../../kernel/event.ts'
import { invalid } from '../../kernel/refusal.ts'
import { ACTIONS } from './action-params.ts'
import type { Reference } from './reference.ts'

/** One thing to do with a conversation (contract 2.15). */
export interface Action {
  name: string
  params: Json[]
}

/** An action as a client sent it. */
export interface ActionInput {
  name?: Json | undefined
  params?: Json | undefined
}

const MOST_ROWS = 100

/** The actions of a rule or a macro as they are stored, and what they refer to; refuses by naming the row and the field. */
export function readActions(rows: ActionInput[], by: 'rule' | 'macro'): { actions: Action[]; references: Reference[] } {
  if (rows.length === 0) throw invalid('actions', 'actions must name at least one action')
  if (rows.length > MOST_ROWS) throw invalid('actions', `actions can have at most ${MOST_ROWS} rows`)
  const references: Reference[] = []
  const actions = rows.map((row, index) => {
    const field = `actions[${index}]`
    const action = typeof row.name === 'string' ? ACTIONS.get(row.name) : undefined
    if (!action || (by === 'macro' && action.rulesOnly)) {
      const shown = JSON.stringify(row.name ?? null).slice(0, 100)
      throw invalid(`${field}.action_name`, `${field}.action_name: ${shown} is nothing that a ${by} can do`)
    }
    const given = row.params === undefined || row.params === null ? [] : row.params
    const params = action.read(Array.isArray(given) ? given : [given], {
      field: `${field}.action_params`,
      by,
      refer: (kind, id) => references.push({ kind, id, field: `${field}.action_params` }),
    })
    return { name: String(row.name), params }
  })
  return { actions, references }
}
