import type { Json } from '../../kernel/event.ts'
import type { FilterRow } from '../../kernel/filter/row.ts'
import { invalid, notFound } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { contactCondition } from '../contacts/index.ts'
import { conversationCondition } from '../conversations/index.ts'
import type { FilterType } from './custom-filter.ts'
import { loadCustomFilter, type FilterOwner } from './custom-filter-store.ts'

/** A filter to be saved: the query as it was sent, and how its rows were read. */
export interface SavedQuery {
  query: { [key: string]: Json }
  rows: FilterRow[]
}

/** More would be a program's, not a person's (contract 2.7). */
const MOST_PER_PERSON = 1000

/** Saves a filter for its owner; its rows must be such as a list could be filtered by now. Returns its id. */
export async function saveCustomFilter(
  work: Work,
  userId: number,
  input: { name: string; filterType: FilterType; saved: SavedQuery },
): Promise<number> {
  await refuseTooMany(work, { accountId: work.accountId, userId })
  await checkRows(work, input.filterType, input.saved.rows)
  const row = await work.tx
    .insertInto('custom_filters')
    .values({
      account_id: work.accountId,
      user_id: userId,
      filter_type: input.filterType,
      name: nameOf(input.name),
      query: JSON.stringify(input.saved.query),
      created_at: work.now,
      updated_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** What may be said of a saved filter; what is absent stays, and what it is about stays in any case. */
export interface CustomFilterChanges {
  name?: string | undefined
  filterType?: FilterType | undefined
  saved?: SavedQuery | undefined
}

/** Changes a filter of its owner. */
export async function changeCustomFilter(
  work: Work,
  owner: FilterOwner,
  id: number,
  change: CustomFilterChanges,
): Promise<void> {
  const { filterType } = await loadCustomFilter(work.tx, owner, id)
  if (change.filterType && change.filterType !== filterType) {
    throw invalid('filter_type', `filter_type stays ${filterType}: save another filter for ${change.filterType}`)
  }
  if (change.saved) await checkRows(work, filterType, change.saved.rows)
  await work.tx
    .updateTable('custom_filters')
    .set({
      ...(change.name !== undefined && { name: nameOf(change.name) }),
      ...(change.saved && { query: JSON.stringify(change.saved.query) }),
      updated_at: work.now,
    })
    .where('id', '=', id)
    .execute()
}

/** Takes a filter away from its owner. */
export async function removeCustomFilter(work: Work, owner: FilterOwner, id: number): Promise<void> {
  const row = await work.tx
    .deleteFrom('custom_filters')
    .where('account_id', '=', owner.accountId)
    .where('user_id', '=', owner.userId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
}

async function checkRows(work: Work, type: FilterType, rows: FilterRow[]): Promise<void> {
  if (type === 'conversation') await conversationCondition(work.tx, work.accountId, rows, work.now)
  if (type === 'contact') await contactCondition(work.tx, work.accountId, rows, work.now)
}

function nameOf(text: string): string {
  const name = text.trim()
  if (name === '' || name.length > 255) throw invalid('name', 'name must have 1 to 255 characters')
  return name
}

// The membership is locked, so that two requests at once do not both take the last place.
async function refuseTooMany(work: Work, { accountId, userId }: FilterOwner): Promise<void> {
  await work.tx
    .selectFrom('account_users')
    .select('user_id')
    .where('account_id', '=', accountId)
    .where('user_id', '=', userId)
    .forUpdate()
    .execute()
  const { count } = await work.tx
    .selectFrom('custom_filters')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  if (count >= MOST_PER_PERSON) {
    throw invalid('name', `You have ${MOST_PER_PERSON} filters, which is the most: remove one first`)
  }
}
