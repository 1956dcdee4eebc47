import type { AgentActor } from '../../kernel/actor.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { findPerson } from './person-store.ts'
import { actorOf } from './person.ts'

/** A person as a member of an account with the rights they have now, or undefined when they are none. For jobs and rules. */
export async function findActor(db: Reader, accountId: number, userId: number): Promise<AgentActor | undefined> {
  const person = await findPerson(db, userId)
  const membership = person?.memberships.find((one) => one.accountId === accountId)
  return membership && actorOf(userId, membership)
}
