import type { Conversation } from '../../api/wire.ts'
import { useChanges } from '../changes/change-store.ts'
import { hasEdit } from '../changes/pending-change.ts'
import type { Edit } from '../changes/pending-change.ts'
import { snoozedUntilOf } from './change-conversation.ts'
import { useConversations } from './conversation-store.ts'
import { useUndo } from './undo-store.ts'

/** Changes many conversations with one call, and offers one undo for all that were not so before. */
export function changeMany(ids: readonly number[], edit: Edit): void {
  const { rows } = useConversations()
  const before = ids.map((id) => rows.get(id)).filter((row) => row !== undefined && !hasEdit(row, edit))
  const changed = before as Conversation[]
  if (changed.length === 0) return
  useUndo().offer({
    text: 'undo.many',
    values: { count: changed.length },
    run: () => {
      for (const [back, numbers] of groupedBack(changed, edit)) void useChanges().make(numbers, back)
    },
  })
  void useChanges().make(
    changed.map((row) => row.id),
    edit,
  )
}

/** What undoes an edit, for the rows that it brings back to the same. */
export function groupedBack(before: readonly Conversation[], edit: Edit): [Edit, number[]][] {
  const groups = new Map<string, [Edit, number[]]>()
  for (const row of before) {
    const back = undoOf(row, edit)
    const key = JSON.stringify(back)
    const group = groups.get(key) ?? [back, []]
    group[1].push(row.id)
    groups.set(key, group)
  }
  return [...groups.values()]
}

function undoOf(row: Conversation, edit: Edit): Edit {
  const { meta } = row
  const assignee = meta.assignee_type === 'AgentBot' ? null : (meta.assignee ?? null)
  const added = edit.addLabels?.filter((one) => !row.labels.includes(one))
  const removed = edit.removeLabels?.filter((one) => row.labels.includes(one))
  return {
    ...(edit.status ? { status: row.status, snoozedUntil: snoozedUntilOf(row) } : {}),
    // A team gives what it gets to one of its members.
    ...(edit.assignee !== undefined || edit.team !== undefined ? { assignee } : {}),
    ...(edit.team === undefined ? {} : { team: meta.team ? { id: meta.team.id, name: meta.team.name } : null }),
    ...(edit.priority === undefined ? {} : { priority: row.priority }),
    ...(added?.length ? { removeLabels: added } : {}),
    ...(removed?.length ? { addLabels: removed } : {}),
  }
}
