import { presenceOf } from '../features/presence/index.ts'
import type { Ports } from '../platform/http/ports.ts'

/** The people of an account who are there and want to be given work. Whoever is busy keeps what they have. */
export async function whoTakesWork(ports: Ports, accountId: number): Promise<number[]> {
  // From the primary: somebody who has just gone to lunch must not be given a conversation by a replica that has not heard.
  const { users } = await presenceOf({ reader: ports.db, scratch: ports.scratch }, accountId)
  return Object.keys(users)
    .filter((id) => users[id] === 'online')
    .map(Number)
}
