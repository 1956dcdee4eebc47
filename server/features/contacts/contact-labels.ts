import { sql } from 'kysely'
import { labelsToCarry } from '../../kernel/label.ts'
import { notFound } from '../../kernel/refusal.ts'
import { replacedInList } from '../../platform/database/replace-in-list.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'

/** Gives a contact exactly these labels, whether the account knows them or not (contract 2.23). */
export async function setContactLabels(work: Work, id: number, texts: string[]): Promise<void> {
  const labels = labelsToCarry(texts, 'labels')
  const row = await work.tx
    .selectFrom('contacts')
    .select('labels')
    .where('account_id', '=', work.accountId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  if (row.labels.length === labels.length && labels.every((label) => row.labels.includes(label))) return
  await work.tx.updateTable('contacts').set({ labels, updated_at: work.now }).where('id', '=', id).execute()
  work.record({ type: 'contact.updated', data: { contactId: id } })
}

/** How many contacts one unit of work gives another label. */
const BATCH = 200

/** Lets contacts follow a label that has another title now, or none any more. Does one batch, and says whether there are more. */
export async function relabelContacts(work: Work, from: string, to: string | null): Promise<boolean> {
  const rows = await work.tx
    .updateTable('contacts')
    .set({ labels: replacedInList('contacts.labels', from, to), updated_at: work.now })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('contacts as carrier')
        .select('carrier.id')
        .where('carrier.account_id', '=', work.accountId)
        .where(sql<boolean>`carrier.labels <> '{}' and carrier.labels @> ${[from]}::text[]`)
        .orderBy('carrier.id')
        .limit(BATCH)
        .forUpdate(),
    )
    .returning('id')
    .execute()
  for (const { id } of rows) work.record({ type: 'contact.updated', data: { contactId: id } })
  return rows.length === BATCH
}
