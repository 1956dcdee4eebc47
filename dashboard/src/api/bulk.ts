import { request } from './client.ts'
import type { ConversationStatus, Priority } from './wire.ts'

interface ManyChange {
  fields: {
    status?: ConversationStatus
    assignee_id?: number | null
    team_id?: number | null
    priority?: Priority | null
  }
  labels: { add: string[]; remove: string[] }
  /** Seconds since 1970. */
  snoozed_until?: number
}

/** Answered when the change is queued; what became of each conversation comes over the socket (contract 2.12). */
export function changeMany(accountId: number, ids: number[], change: ManyChange): Promise<unknown> {
  const body = { type: 'Conversation', ids, ...change }
  return request(`/api/v1/accounts/${accountId}/bulk_actions`, { method: 'POST', body })
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
  return request(`/api/v1/accounts/${accountId}/macros/${macroId}/execute`, {
    method: 'POST',
    body,
    keepalive: isLeaving,
  })
}
