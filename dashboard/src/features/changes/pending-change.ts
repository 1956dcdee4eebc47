import type { ContactEdit } from '../contacts/contact-edit.ts'
import type { Assignee, Conversation, ConversationStatus, Priority, Team } from '../../api/wire.ts'

export type TeamName = Pick<Team, 'id' | 'name'>

/** What is done to conversations; what is absent stays. Every word names the outcome, so that a repeat changes nothing. */
export interface Edit {
  status?: ConversationStatus
  /** Seconds since 1970. */
  snoozedUntil?: number | null
  assignee?: Assignee | null
  team?: TeamName | null
  priority?: Priority | null
  /** The whole list; of one conversation only. */
  labels?: string[]
  addLabels?: string[]
  removeLabels?: string[]
  /** Of one conversation only; who is muted is blocked, and the conversation is resolved. */
  muted?: boolean
  unread?: true
}

/** A macro, and the name of the run under which it writes only once. */
export interface RunningMacro {
  id: number
  name: string
  run: string
}

/** A change on its way to the server: shown already, kept on disk until the server has agreed or refused. */
export interface PendingChange {
  key: string
  accountId: number
  userId: number
  /** Display numbers; several are changed in one call. */
  ids: number[]
  edit: Edit
  /** Instead of conversations, the one contact of `ids` is changed. */
  ofContact?: ContactEdit
  /** Instead of the edit, a macro runs, of which the edit is what is known of the outcome. */
  macro?: RunningMacro
  /** Milliseconds since 1970, strictly growing within a tab: the order of sending. */
  order: number
  attempts: number
  /** Milliseconds since 1970 before which it is not tried again. */
  notBefore: number
  /** Keys of messages that were written before it and leave first. */
  after: string[]
}

/** What a row looks like once the change is made. */
export function edited(row: Conversation, edit: Edit): Conversation {
  const next = { ...row, meta: { ...row.meta } }
  if (edit.status) Object.assign(next, { status: edit.status, snoozed_until: edit.snoozedUntil ?? null })
  if (edit.assignee !== undefined)
    Object.assign(next.meta, { assignee: edit.assignee, assignee_type: edit.assignee ? 'User' : undefined })
  if (edit.team !== undefined) next.meta.team = edit.team
  if (edit.priority !== undefined) next.priority = edit.priority
  if (edit.labels) next.labels = edit.labels
  if (edit.addLabels || edit.removeLabels) {
    const kept = next.labels.filter((one) => !edit.removeLabels?.includes(one))
    next.labels = [...new Set([...kept, ...(edit.addLabels ?? [])])]
  }
  if (edit.muted !== undefined) next.muted = edit.muted
  if (edit.muted) Object.assign(next, { status: 'resolved', snoozed_until: null })
  if (edit.unread) next.unread_count = Math.max(1, row.unread_count)
  return next
}

/** Whether a row is already what the edit makes of it. */
export function hasEdit(row: Conversation, edit: Edit): boolean {
  const after = edited(row, edit)
  return (
    after.status === row.status &&
    after.priority === row.priority &&
    (edit.muted === undefined || after.muted === row.muted) &&
    (edit.team === undefined || after.meta.team?.id === row.meta.team?.id) &&
    (edit.assignee === undefined || after.meta.assignee?.id === row.meta.assignee?.id) &&
    after.labels.toSorted().join('\n') === row.labels.toSorted().join('\n')
  )
}

/**
 * The changes that may leave now: one whose every conversation has nothing older waiting, and which no message has to
 * leave before. `sending` holds the keys that are on their way.
 */
export function nextChanges(
  all: Iterable<PendingChange>,
  { now, sending, unsent }: { now: number; sending: ReadonlySet<string>; unsent: ReadonlySet<string> },
): PendingChange[] {
  const taken = new Set<string>()
  const ready: PendingChange[] = []
  for (const one of [...all].sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1))) {
    const lanes = one.ids.map((id) => `${one.accountId} ${one.ofContact ? 'contact ' : ''}${id}`)
    const isFirst = lanes.every((lane) => !taken.has(lane))
    for (const lane of lanes) taken.add(lane)
    const waits = sending.has(one.key) || one.notBefore > now || one.after.some((key) => unsent.has(key))
    if (isFirst && !waits) ready.push(one)
  }
  return ready
}
