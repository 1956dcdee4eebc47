import { notFound, Refusal } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { definitionAfter, type DefinitionChanges } from './definition-input.ts'
import { loadDefinition } from './definition-store.ts'

/** Defines an attribute. A key is defined once for each owner. Returns the definition's id. */
export async function defineAttribute(work: Work, input: DefinitionChanges): Promise<number> {
  const row = await work.tx
    .insertInto('custom_attribute_definitions')
    .values({ ...columnsOf(input), account_id: work.accountId, created_at: work.now, updated_at: work.now })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch(refuseTaken)
  return row.id
}

/** Changes a definition. Values that are stored already stay as they are. */
export async function changeDefinition(work: Work, id: number, changes: DefinitionChanges): Promise<void> {
  const before = await loadDefinition(work.tx, work.accountId, id)
  await work.tx
    .updateTable('custom_attribute_definitions')
    .set({ ...columnsOf(changes, before), updated_at: work.now })
    .where('id', '=', id)
    .execute()
    .catch(refuseTaken)
}

/** Takes a definition away; the values that conversations and contacts have stay with them. */
export async function removeDefinition(work: Work, id: number): Promise<void> {
  const row = await work.tx
    .deleteFrom('custom_attribute_definitions')
    .where('account_id', '=', work.accountId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
}

function columnsOf(changes: DefinitionChanges, before: Parameters<typeof definitionAfter>[0] = {}) {
  const { displayName, displayType, patternCue, defaultValue, owner, key, description, choices, pattern } =
    definitionAfter(before, changes)
  return {
    owner,
    key,
    description,
    choices,
    pattern,
    display_name: displayName,
    display_type: displayType,
    pattern_cue: patternCue,
    default_value: defaultValue,
  }
}

function refuseTaken(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === '23505') {
    throw new Refusal('taken', 'attribute_key has already been taken', 'attribute_key')
  }
  throw error
}
