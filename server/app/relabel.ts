import type { Work } from '../platform/database/unit-of-work.ts'
import { relabelContacts } from '../features/contacts/index.ts'
import { relabelConversations } from '../features/conversations/index.ts'
import { findLabel } from '../features/labels/index.ts'

/** The task that goes on where one batch ended. */
export const relabelTask = 'relabel'

/**
 * Lets conversations and contacts follow a label that was renamed or removed, a batch at a time. Which title it has is read anew,
 * so that of two renamings the last wins in whatever order they are followed.
 */
export async function relabel(work: Work, label: { id: number; from: string }): Promise<void> {
  const to = (await findLabel(work.tx, work.accountId, label.id))?.title ?? null
  if (to === label.from) return
  const moreConversations = await relabelConversations(work, label.from, to)
  const moreContacts = await relabelContacts(work, label.from, to)
  if (!moreConversations && !moreContacts) return
  work.later({ task: relabelTask, payload: { accountId: work.accountId, labelId: label.id, from: label.from } })
}
