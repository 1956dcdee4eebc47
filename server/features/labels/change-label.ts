import type { Work } from '../../platform/database/unit-of-work.ts'
import { invalidateCache } from '../accounts/index.ts'
import { refuseTakenTitle } from './create-label.ts'
import { labelColumns, type LabelChanges } from './label-input.ts'
import { lockLabel } from './label-store.ts'

/** Changes a label. Those who carry its title are told by an event when it has another one now. */
export async function changeLabel(work: Work, id: number, changes: LabelChanges): Promise<void> {
  const columns = labelColumns(changes)
  const before = await lockLabel(work.tx, work.accountId, id)
  if (Object.keys(columns).length === 0) return
  await work.tx
    .updateTable('labels')
    .set({ ...columns, updated_at: work.now })
    .where('id', '=', id)
    .execute()
    .catch(refuseTakenTitle)
  await invalidateCache(work, 'label')
  if (columns.title !== undefined && columns.title !== before.title) {
    work.record({ type: 'label.renamed', data: { labelId: id, title: before.title } })
  }
}

/** Takes a label away. */
export async function removeLabel(work: Work, id: number): Promise<void> {
  const { title } = await lockLabel(work.tx, work.accountId, id)
  await work.tx.deleteFrom('labels').where('id', '=', id).execute()
  await invalidateCache(work, 'label')
  work.record({ type: 'label.removed', data: { labelId: id, title } })
}
