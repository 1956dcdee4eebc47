import type { Json, RecordedEvent } from '../../kernel/event.ts'

/** What an event changed, as other programs are told: each attribute with the value before and the one now (contract 4.1). */
export type ChangedAttributes = { [attribute: string]: { previous_value: Json; current_value: Json } }[]

/** What changed, or an empty list where the event does not tell. */
export function changedAttributes({ type, data }: RecordedEvent): ChangedAttributes {
  const before = data['before'] as { assigneeId?: number | null; teamId?: number | null } | undefined
  if (type === 'conversation.status_changed') return [change('status', data['from'], data['to'])]
  if (type === 'conversation.assigned') return [change('assignee_id', before?.assigneeId, data['assigneeId'])]
  if (type === 'conversation.team_changed') return [change('team_id', before?.teamId, data['teamId'])]
  const changed = (data['changed'] ?? {}) as { [attribute: string]: [Json, Json] }
  return Object.entries(changed).map(([attribute, [previous, current]]) => change(attribute, previous, current))
}

function change(attribute: string, previous: Json | undefined, current: Json | undefined) {
  return { [attribute]: { previous_value: previous ?? null, current_value: current ?? null } }
}
