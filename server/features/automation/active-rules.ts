import { compiled, type Given } from '../../platform/database/compiled.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Rule } from './rule.ts'

/** The ids of the rules that wait for any of these events, in the order in which they run; undefined when there are none. */
export async function activeRules(
  db: Reader,
  accountId: number,
  names: Rule['eventName'][],
): Promise<number[] | undefined> {
  if (names.length === 0) return undefined
  const rows = await select(db, { accountId, names })
  return rows.length > 0 ? rows.map(({ id }) => id) : undefined
}

const select = compiled((db, given: Given<{ accountId: number; names: string[] }>) =>
  db
    .selectFrom('automation_rules')
    .select('id')
    .where('account_id', '=', given.accountId)
    .where((eb) => eb('event_name', '=', eb.fn.any(given.names)))
    .where('active', '=', true)
    .orderBy('id'),
)
