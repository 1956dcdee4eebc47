import { invalid, notFound, Refusal } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'

/** What may be said of a canned reply; what is absent stays. */
export interface CannedReplyChanges {
  shortCode?: string | undefined
  content?: string | undefined
}

const LONGEST = { short_code: 255, content: 150_000 }

/** Keeps a new canned reply; short codes are unique in the account. Returns its id. */
export async function keepCannedReply(work: Work, input: CannedReplyChanges): Promise<number> {
  const row = await work.tx
    .insertInto('canned_replies')
    .values({
      account_id: work.accountId,
      short_code: filled('short_code', input.shortCode ?? ''),
      content: filled('content', input.content ?? ''),
      created_at: work.now,
      updated_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch(refuseTaken)
  return row.id
}

/** Changes a canned reply. */
export async function changeCannedReply(work: Work, id: number, changes: CannedReplyChanges): Promise<void> {
  const { shortCode, content } = changes
  const row = await work.tx
    .updateTable('canned_replies')
    .set({
      ...(shortCode !== undefined && { short_code: filled('short_code', shortCode) }),
      ...(content !== undefined && { content: filled('content', content) }),
      updated_at: work.now,
    })
    .where('account_id', '=', work.accountId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
    .catch(refuseTaken)
  if (!row) throw notFound()
}

/** Takes a canned reply away. */
export async function removeCannedReply(work: Work, id: number): Promise<void> {
  const row = await work.tx
    .deleteFrom('canned_replies')
    .where('account_id', '=', work.accountId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
}

function filled(field: 'short_code' | 'content', text: string): string {
  const kept = field === 'content' ? text : text.trim()
  if (kept.trim() === '' || kept.length > LONGEST[field]) {
    throw invalid(field, `${field} must have 1 to ${LONGEST[field]} characters`)
  }
  return kept
}

function refuseTaken(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === '23505') {
    throw new Refusal('taken', 'short_code has already been taken', 'short_code')
  }
  throw error
}
