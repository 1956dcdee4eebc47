import { refuseBeyondLimit } from '../features/accounts/index.ts'
import { countMembers } from '../features/people/index.ts'
import type { Work } from '../platform/http/ports.ts'

/** Refuses when the account may not have that many members more (contract 2.5); adding one after it counts the others that were added. */
export function refuseMoreMembers(work: Work, more: number): Promise<void> {
  return refuseBeyondLimit(work, 'agents', { more, countNow: () => countMembers(work) })
}
