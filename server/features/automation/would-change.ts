import type { Action } from './action.ts'

/** What an action would look at in a conversation. */
export interface Standing {
  status: string
  priority: string | null
  assigneeId: number | null
  teamId: number | null
  labels: string[]
  blocked: boolean
}

type Look = (standing: Standing, params: Action['params']) => boolean

const statusBecomes =
  (status: string): Look =>
  (standing) =>
    standing.status !== status

const numberOr = (value: unknown) => (value === 'nil' ? null : value)

const LOOKS: Record<string, Look> = {
  add_label: ({ labels }, params) => params.some((label) => !labels.includes(String(label).toLowerCase())),
  remove_label: ({ labels }, params) => params.some((label) => labels.includes(String(label).toLowerCase())),
  assign_agent: ({ assigneeId }, [whom]) => whom === 'last_responding_agent' || assigneeId !== numberOr(whom),
  remove_assigned_agent: ({ assigneeId }) => assigneeId !== null,
  assign_team: ({ teamId }, [team]) => teamId !== numberOr(team),
  remove_assigned_team: ({ teamId }) => teamId !== null,
  change_status: ({ status }, [to]) => status !== to,
  resolve_conversation: statusBecomes('resolved'),
  open_conversation: statusBecomes('open'),
  pending_conversation: statusBecomes('pending'),
  snooze_conversation: statusBecomes('snoozed'),
  change_priority: ({ priority }, [to]) => priority !== numberOr(to),
  mute_conversation: ({ blocked }) => !blocked,
}

/** Whether an action would change something in a conversation as it is; what writes or sends always does. */
export function wouldChange({ name, params }: Action, standing: Standing): boolean {
  return LOOKS[name]?.(standing, params) ?? true
}
