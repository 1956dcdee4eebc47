import type { Json, RecordedEvent } from '../../kernel/event.ts'
import type { Rule } from './rule.ts'

/** What an event changed in its conversation: what each key was, and what it is now. */
export type Changes = Record<string, { from: Json; to: Json }>

/** What an event means to rules. */
export interface Occasion {
  /** The events of contract 2.15 that it stands for. */
  names: Rule['eventName'][]
  changes: Changes
}

const NOTHING: Occasion = { names: [], changes: {} }

/** What an event means to rules; nothing when a rule did it, so that rules never call each other (contract 2.15). */
export function occasionOf({ type, actor, data }: Pick<RecordedEvent, 'type' | 'actor' | 'data'>): Occasion {
  return actor.kind === 'automation' ? NOTHING : (OCCASIONS[type]?.(data) ?? NOTHING)
}

const OCCASIONS: Record<string, (data: RecordedEvent['data']) => Occasion> = {
  'conversation.created': () => ({ names: ['conversation_created'], changes: {} }),
  'conversation.updated': (data) => ({ names: ['conversation_updated'], changes: changesIn(data) }),
  'conversation.status_changed': ({ from = null, to = null }) => ({
    names: ['conversation_updated', ...(to === 'resolved' ? RESOLVED : to === 'open' ? OPENED : [])],
    changes: { status: { from, to } },
  }),
  'conversation.assigned': ({ assigneeId = null, before }) => ({
    names: ['conversation_updated'],
    changes: { assignee_id: { from: standing(before)['assigneeId'] ?? null, to: assigneeId } },
  }),
  'conversation.team_changed': ({ teamId = null, before }) => ({
    names: ['conversation_updated'],
    changes: { team_id: { from: standing(before)['teamId'] ?? null, to: teamId } },
  }),
  // Lines about what happened are nobody's words.
  'message.created': ({ direction }) =>
    direction === 'activity' ? NOTHING : { names: ['message_created'], changes: {} },
}

const RESOLVED: Rule['eventName'][] = ['conversation_resolved']
const OPENED: Rule['eventName'][] = ['conversation_opened']

function changesIn(data: RecordedEvent['data']): Changes {
  const { priority, custom_attributes: attributes } = standing(data['changed'])
  const changes: Changes = {}
  if (Array.isArray(priority)) changes['priority'] = { from: priority[0] ?? null, to: priority[1] ?? null }
  if (!Array.isArray(attributes)) return changes
  const [before, after] = attributes.map(standing)
  for (const key of Object.keys({ ...before, ...after })) {
    changes[key] = { from: before?.[key] ?? null, to: after?.[key] ?? null }
  }
  return changes
}

function standing(value: Json | undefined): { [key: string]: Json | undefined } {
  return value && typeof value === 'object' && !Array.isArray(value) ? value : {}
}
