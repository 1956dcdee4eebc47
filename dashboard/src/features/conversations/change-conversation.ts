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

export function changePriority(id: number, priority: Priority | null): Promise<boolean> {
  return useChanges().make([id], { priority })
}

export function assignTeam(id: number, team: TeamName | null): Promise<boolean> {
  return useChanges().make([id], { team: team && { id: team.id, name: team.name } })
}

/** The whole list of labels that the conversation carries from now on. */
export function changeLabels(id: number, labels: string[]): Promise<boolean> {
  return useChanges().make([id], { labels: [...labels] })
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
