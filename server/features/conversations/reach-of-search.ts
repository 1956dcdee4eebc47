import type { Reader } from '../../platform/database/reader.ts'
import { inboxIdsOf } from '../inboxes/index.ts'
import type { Asker } from './policy.ts'

/**
 * The inboxes that hold every conversation somebody may see, or null when it is not inboxes that decide. A search begins there; what
 * it may show is for `visibleTo` to say, so these may be too many and never too few.
 */
export async function inboxesInReach(db: Reader, { accountId, actor }: Asker): Promise<number[] | null> {
  return actor.role === 'administrator' ? null : inboxIdsOf(db, accountId, actor.userId)
}
