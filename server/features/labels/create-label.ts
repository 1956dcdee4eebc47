import { invalid, Refusal } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { invalidateCache } from '../accounts/index.ts'
import { labelColumns, type LabelChanges } from './label-input.ts'

const COLOR = '#1f93ff'

/** Creates a label; its title is unique in the account. Returns its id. */
export async function createLabel(work: Work, input: LabelChanges): Promise<number> {
  const { title, description, color = COLOR, show_on_sidebar = true } = labelColumns(input)
  if (title === undefined) throw invalid('title', 'title is needed')
  const row = await work.tx
    .insertInto('labels')
    .values({
      title,
      description: description ?? null,
      color,
      show_on_sidebar,
      account_id: work.accountId,
      created_at: work.now,
      updated_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch(refuseTakenTitle)
  await invalidateCache(work, 'label')
  return row.id
}

/** Turns the broken unique index into a refusal that names the field. */
export function refuseTakenTitle(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === '23505') {
    throw new Refusal('taken', 'Title has already been taken', 'title')
  }
  throw error
}
