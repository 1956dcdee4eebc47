import { assign, togglePriority, toggleStatus } from '../../api/conversations.ts'
import type { Agent, Assignee, Conversation, ConversationStatus, Priority } from '../../api/wire.ts'
import { accountId } from '../../session/current-account.ts'
import { showToast } from '../../ui/toast-store.ts'
import { useConversations } from './conversation-store.ts'
import type { Change } from './rows-over-facts.ts'
import { useUndo } from './undo-store.ts'

/** Changes of one conversation reach the server in the order they were made. */
const lanes = new Map<number, Promise<unknown>>()

async function change(id: number, edit: Change, ask: () => Promise<unknown>): Promise<boolean> {
  const overlay = useConversations().put(id, edit)
  const turn = (lanes.get(id) ?? Promise.resolve()).then(ask)
  const settled = turn.catch(() => undefined)
  lanes.set(id, settled)
  try {
    await turn
    overlay.settle()
    return true
  } catch (error) {
    overlay.remove()
    showToast({ text: 'toast.not_changed', values: { number: id }, cause: error, tone: 'danger' })
    return false
  } finally {
    if (lanes.get(id) === settled) lanes.delete(id)
  }
}

interface StatusChange {
  status: ConversationStatus
  /** Seconds since 1970. */
  snoozedUntil?: number
  silent?: boolean
  /** Runs after the change was taken back, for instance to return to the conversation. */
  onUndo?: () => void
}

export async function changeStatus(
  id: number,
  { status, snoozedUntil, silent, onUndo }: StatusChange,
): Promise<boolean> {
  const before = useConversations().rows.get(id)
  const edit = (row: Conversation): Conversation => ({ ...row, status, snoozed_until: snoozedUntil ?? null })
  if (before && before.status !== status && !silent)
    useUndo().offer({
      text: `undo.${status}`,
      values: { name: before.meta.sender.name ?? `#${id}` },
      run: () => {
        void restoreStatus(before)
        onUndo?.()
      },
    })
  return change(id, edit, () => toggleStatus(accountId.value, id, status, snoozedUntil))
}

function restoreStatus(before: Conversation): Promise<boolean> {
  const until = before.snoozed_until
  const snoozedUntil = typeof until === 'string' ? Math.round(Date.parse(until) / 1000) : (until ?? undefined)
  const back = { status: before.status, silent: true }
  return changeStatus(before.id, before.status === 'snoozed' ? { ...back, snoozedUntil } : back)
}

export async function assignTo(id: number, agent: Agent | Assignee | null, silent = false): Promise<boolean> {
  const before = useConversations().rows.get(id)
  const isBots = before?.meta.assignee_type === 'AgentBot'
  const previous = isBots ? null : (before?.meta.assignee ?? null)
  if (!isBots && previous?.id === agent?.id) return true
  if (!silent)
    useUndo().offer({
      text: agent ? 'undo.assigned' : 'undo.unassigned',
      values: { name: before?.meta.sender.name ?? `#${id}`, agent: agent?.name ?? '' },
      run: () => void assignTo(id, previous, true),
    })
  const edit = (row: Conversation): Conversation => ({
    ...row,
    meta: { ...row.meta, assignee: agent, assignee_type: agent ? 'User' : undefined },
  })
  return change(id, edit, () => assign(accountId.value, id, agent?.id ?? 0))
}

export function changePriority(id: number, priority: Priority | null): Promise<boolean> {
  return change(
    id,
    (row) => ({ ...row, priority }),
    () => togglePriority(accountId.value, id, priority),
  )
}
