import type { Json } from '../../kernel/event.ts'
import { labelsToCarry } from '../../kernel/label.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { lockContacts } from './contact-store.ts'
import type { Contact } from './contact.ts'
import { removeContact } from './remove-contact.ts'

/** What is to become of several contacts at once. */
export interface BulkChange {
  labels?: { add?: string[] | undefined; remove?: string[] | undefined } | undefined
  delete?: boolean | undefined
}

/** The task that changes many contacts, some at a time. */
export const bulkContactsTask = 'change-contacts'

/** How many contacts a unit of work of the task changes. */
export const BULK_BATCH = 200

/** Has many contacts changed soon, on behalf of whoever asks; refuses labels that are none at once. */
export function bulkChangeContacts(work: Work, ids: number[], change: BulkChange): void {
  const labels = {
    add: labelsToCarry(change.labels?.add ?? [], 'labels.add'),
    remove: labelsToCarry(change.labels?.remove ?? [], 'labels.remove'),
  }
  const { accountId, actor } = work
  work.later({
    task: bulkContactsTask,
    payload: {
      accountId,
      actor: actor as unknown as Json,
      ids: [...new Set(ids)],
      labels,
      delete: change.delete ?? false,
    },
  })
}

/**
 * Changes those of these contacts that the account has. Whoever is online now is not deleted, as when they are deleted one at a
 * time; returns their ids.
 */
export async function applyToContacts(
  work: Work,
  ids: number[],
  change: BulkChange & { online?: Record<number, unknown> },
): Promise<number[]> {
  const contacts = await lockContacts(work, ids)
  const spared: number[] = []
  for (const contact of contacts) {
    if (!change.delete) await changeContactLabels(work, contact, change.labels ?? {})
    else if (change.online && contact.id in change.online) spared.push(contact.id)
    else await removeContact(work, contact.id, { isOnline: false })
  }
  return spared
}

async function changeContactLabels(work: Work, contact: Contact, change: NonNullable<BulkChange['labels']>) {
  const removed = new Set(labelsToCarry(change.remove ?? [], 'labels.remove'))
  const kept = contact.labels.filter((label) => !removed.has(label))
  const labels = [...new Set([...kept, ...labelsToCarry(change.add ?? [], 'labels.add')])]
  if (labels.join('\n') === contact.labels.join('\n')) return
  await work.tx.updateTable('contacts').set({ labels, updated_at: work.now }).where('id', '=', contact.id).execute()
  work.record({ type: 'contact.updated', data: { contactId: contact.id } })
}
