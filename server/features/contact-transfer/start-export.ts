import type { AgentActor } from '../../kernel/actor.ts'
import type { FilterRow } from '../../kernel/filter/row.ts'
import { invalid } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { contactCondition } from '../contacts/index.ts'
import { USUAL_COLUMNS } from './export-columns.ts'

/** The task that writes contacts into a file. */
export const exportContactsTask = 'export-contacts'

const MAXIMUM_COLUMNS = 200

/** Has the contacts that one can write to put into a file, or those of them that match filter rows and have a label. */
export async function startExport(
  work: Work,
  actor: AgentActor,
  wanted: { columnNames?: string[] | undefined; filter?: FilterRow[]; label?: string | null | undefined },
): Promise<number> {
  const columnNames = wanted.columnNames?.length ? [...new Set(wanted.columnNames)] : USUAL_COLUMNS
  if (columnNames.length > MAXIMUM_COLUMNS || columnNames.some((name) => name.trim() === '')) {
    throw invalid('column_names', `column_names must name 1 to ${MAXIMUM_COLUMNS} columns`)
  }
  const filter = wanted.filter ?? []
  await contactCondition(work.tx, work.accountId, filter, work.now)
  const row = await work.tx
    .insertInto('contact_exports')
    .values({
      account_id: work.accountId,
      user_id: actor.userId,
      status: 'pending',
      column_names: columnNames,
      filter: JSON.stringify(filter),
      label: wanted.label?.trim().toLowerCase() || null,
      created_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  work.later({ task: exportContactsTask, payload: { accountId: work.accountId, exportId: row.id } })
  return row.id
}
