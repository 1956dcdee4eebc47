import type { Agent, Assignee, Conversation, ConversationStatus, Priority } from '../../api/wire.ts'
import { useChanges } from '../changes/change-store.ts'
import type { TeamName } from '../changes/pending-change.ts'
import { useConversations } from './conversation-store.ts'
import { useUndo } from './undo-store.ts'

interface StatusChange {
  status: ConversationStatus
  /** Seconds since 1970. */
  snoozedUntil?: number
  silent?: boolean
  /** Runs after the change was taken back, for instance to return to the conversation. */
  onUndo?: () => void
}

const known = (id: number) => useConversations().rows.get(id)
const nameOf = (row: Conversation) => row.meta.sender.name ?? `#${row.id}`

export async function changeStatus(
  id: number,
  { status, snoozedUntil, silent, onUndo }: StatusChange,
): Promise<boolean> {
  const before = known(id)
  if (before && before.status !== status && !silent)
    useUndo().offer({
      text: `undo.${status}`,
      values: { name: nameOf(before) },
      run: () => {
        void restoreStatus(before)
        onUndo?.()
      },
    })
  return useChanges().make([id], { status, snoozedUntil: snoozedUntil ?? null })
}

function restoreStatus(before: Conversation): Promise<boolean> {
  return useChanges().make([before.id], { status: before.status, snoozedUntil: snoozedUntilOf(before) })
}

/** Seconds since 1970 of a snooze, which frames and the API write differently; null when it does not sleep. */
export function snoozedUntilOf({ status, snoozed_until: until }: Conversation): number | null {
  if (status !== 'snoozed' || until === null) return null
  return typeof until === 'string' ? Math.round(Date.parse(until) / 1000) : until
}

export async function assignTo(id: number, agent: Agent | Assignee | null, silent = false): Promise<boolean> {
  const before = known(id)
  const isBots = before?.meta.assignee_type === 'AgentBot'
  const previous = isBots ? null : (before?.meta.assignee ?? null)
  if (!isBots && previous?.id === agent?.id) return true
  if (!silent)
    useUndo().offer({
      text: agent ? 'undo.assigned' : 'undo.unassigned',
      values: { name: before ? nameOf(before) : `#${id}`, agent: agent?.name ?? '' },
      run: () => void assignTo(id, previous, true),
    })
  return useChanges().make([id], { assignee: agent })
}

export function changePriority(id: number, priority: Priority | null, silent = false): Promise<boolean> {
  const before = known(id)
  if (before && before.priority !== priority && !silent)
    useUndo().offer({
      text: priority ? `undo.priority.${priority}` : 'undo.priority.none',
      values: { name: nameOf(before) },
      run: () => void changePriority(id, before.priority, true),
    })
  return useChanges().make([id], { priority })
}

export function assignTeam(id: number, team: TeamName | null): Promise<boolean> {
  const before = known(id)
  if (before && (before.meta.team?.id ?? 0) !== (team?.id ?? 0)) offerTeamBack(before, team)
  return useChanges().make([id], { team: team && { id: team.id, name: team.name } })
}

/** A team gives what it gets to one of its members, so the assignee comes back too. */
function offerTeamBack(before: Conversation, team: TeamName | null): void {
  const { meta } = before
  const assignee = meta.assignee_type === 'AgentBot' ? null : (meta.assignee ?? null)
  const previous = meta.team ? { id: meta.team.id, name: meta.team.name } : null
  useUndo().offer({
    text: team ? 'undo.team' : 'undo.no_team',
    values: { name: nameOf(before), team: team?.name ?? '' },
    run: () => void useChanges().make([before.id], { team: previous, assignee }),
  })
}

/** The whole list of labels that the conversation carries from now on. */
export function changeLabels(id: number, labels: string[], silent = false): Promise<boolean> {
  const before = known(id)
  const added = labels.find((one) => !before?.labels.includes(one))
  const removed = before?.labels.find((one) => !labels.includes(one))
  const label = added ?? removed
  if (before && label !== undefined && !silent)
    useUndo().offer({
      text: added === undefined ? 'undo.unlabelled' : 'undo.labelled',
      values: { name: nameOf(before), label },
      run: () => void changeLabels(id, labelsBack(known(id)?.labels ?? labels, label, added === undefined), true),
    })
  return useChanges().make([id], { labels: [...labels] })
}

/** Only the one label goes or comes back: others may have been changed since. */
function labelsBack(now: readonly string[], label: string, wasThere: boolean): string[] {
  const others = now.filter((one) => one !== label)
  return wasThere ? [...others, label] : others
}

/** The last message of the customer counts as unread again, until the conversation is opened anew. */
export function markUnread(id: number): Promise<boolean> {
  leftUnread.add(id)
  return useChanges().make([id], { unread: true })
}

/** Muting blocks the contact and resolves the conversation (contract 2.9), so it can be taken back. */
export function changeMuted(id: number, muted: boolean, silent = false): Promise<boolean> {
  const before = useConversations().rows.get(id)
  if (before && !silent)
    useUndo().offer({
      text: muted ? 'undo.muted' : 'undo.unmuted',
      values: { name: before.meta.sender.name ?? `#${id}` },
      run: () => {
        void changeMuted(id, !muted, true)
        if (before.status !== 'resolved') void restoreStatus(before)
      },
    })
  return useChanges().make([id], { muted })
}

/** Conversations that stay unread although they are open. */
export const leftUnread = new Set<number>()
