import { ApiError } from '../../api/client.ts'
import { setMuted } from '../../api/belongings.ts'
import { changeMany, executeMacro } from '../../api/bulk.ts'
import { updateContact } from '../../api/contacts.ts'
import { dropContactAttribute, setBlocked, setContactAttributes, setContactLabels } from '../../api/contact-changes.ts'
import { assign, assignToTeam, markUnread, setLabels, togglePriority, toggleStatus } from '../../api/conversations.ts'
import type { ContactEdit } from '../contacts/contact-edit.ts'
import type { Edit, PendingChange } from './pending-change.ts'

/** Tells the server of one change; a change of many is one call. */
export async function transmitChange({ accountId, ids, edit, ofContact, macro }: PendingChange): Promise<unknown> {
  const [id] = ids
  if (id === undefined) return
  if (macro) return executeMacro(accountId, { macroId: macro.id, ids, run: macro.run })
  if (ofContact) return transmitContact(accountId, id, ofContact)
  if (ids.length > 1 || edit.addLabels || edit.removeLabels) return changeMany(accountId, ids, bulkWords(edit))
  if (edit.team !== undefined) await assignToTeam(accountId, id, edit.team?.id ?? 0)
  if (edit.assignee !== undefined) await assign(accountId, id, edit.assignee?.id ?? 0)
  if (edit.priority !== undefined) await togglePriority(accountId, id, edit.priority)
  if (edit.labels) await setLabels(accountId, id, edit.labels)
  if (edit.muted !== undefined) await setMuted(accountId, id, edit.muted)
  if (edit.status) await toggleStatus(accountId, id, edit.status, edit.snoozedUntil ?? undefined)
  if (edit.unread) await markUnread(accountId, id)
}

async function transmitContact(accountId: number, id: number, edit: ContactEdit): Promise<void> {
  const values = Object.entries(edit.attributes ?? {})
  const kept = values.filter(([, value]) => value !== null)
  if (edit.fields) await updateContact(accountId, id, edit.fields)
  if (kept.length > 0) await setContactAttributes(accountId, id, Object.fromEntries(kept))
  for (const [key, value] of values) if (value === null) await dropContactAttribute(accountId, id, key)
  if (edit.labels) await setContactLabels(accountId, id, edit.labels)
  if (edit.blocked !== undefined) await setBlocked(accountId, id, edit.blocked)
}

function bulkWords(edit: Edit) {
  return {
    fields: {
      ...(edit.status ? { status: edit.status } : {}),
      ...(edit.assignee === undefined ? {} : { assignee_id: edit.assignee?.id ?? null }),
      ...(edit.team === undefined ? {} : { team_id: edit.team?.id ?? null }),
      ...(edit.priority === undefined ? {} : { priority: edit.priority }),
    },
    labels: { add: edit.addLabels ?? [], remove: edit.removeLabels ?? [] },
    ...(edit.snoozedUntil ? { snoozed_until: edit.snoozedUntil } : {}),
  }
}

/** A 401 is temporary too: the agent signs in again and finds the change still waiting. */
export function isRefusal(error: unknown): boolean {
  return !(error instanceof ApiError && (error.isTemporary || error.status === 401))
}
