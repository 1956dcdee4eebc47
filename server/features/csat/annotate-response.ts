import { invalid, notFound } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'

const LONGEST = 10_000

/** Notes beside a rating what the company thinks of it; nothing takes the note away. */
export async function annotateResponse(work: Work, id: number, notes: string | null): Promise<void> {
  if (notes && notes.length > LONGEST) {
    throw invalid('csat_review_notes', `csat_review_notes may have at most ${LONGEST} characters`)
  }
  const row = await work.tx
    .updateTable('csat_survey_responses')
    .set({ csat_review_notes: notes?.trim() || null, review_notes_updated_at: work.now, updated_at: work.now })
    .where('id', '=', id)
    .where('account_id', '=', work.accountId)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
}
