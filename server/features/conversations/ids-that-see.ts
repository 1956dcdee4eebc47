import { sql, type Expression, type SqlBool } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import { findActors } from '../people/index.ts'
import { reachOf, reachOfParticipant, visibleWithin } from './policy.ts'

/** People who see equally far, and what they see: a condition on rows of `conversations`, in which the person is a column. */
export interface Sight {
  userIds: number[]
  sees(db: Reader, person: Expression<number>): Expression<SqlBool>[]
}

/** How far each of these people sees in an account, now; who is no member sees nothing. There are few kinds, so few queries follow. */
export async function sightsOf(db: Reader, accountId: number, userIds: number[], howFar = reachOf): Promise<Sight[]> {
  const kinds = new Map<string, Sight>()
  for (const actor of await findActors(db, accountId, userIds)) {
    const reach = howFar(actor)
    const kind = `${reach.where}: ${String(reach.besides)}`
    const sight = kinds.get(kind) ?? {
      userIds: [],
      sees: (reader, person) => visibleWithin(reach, reader, { accountId, userId: person }),
    }
    sight.userIds.push(actor.userId)
    kinds.set(kind, sight)
  }
  return [...kinds.values()]
}

/** Which of these people may see a conversation of the account: each is asked about by the rule that lists and threads follow. */
export function idsThatSee(db: Reader, accountId: number, number: number, userIds: number[]): Promise<number[]> {
  return idsWithin(reachOf, { db, accountId, number }, userIds)
}

/** Which of these people may be called into a conversation: those who see it, or will once they take part. */
export function idsThatMaySee(db: Reader, accountId: number, number: number, userIds: number[]): Promise<number[]> {
  return idsWithin(reachOfParticipant, { db, accountId, number }, userIds)
}

async function idsWithin(
  howFar: typeof reachOf,
  { db, accountId, number }: { db: Reader; accountId: number; number: number },
  userIds: number[],
): Promise<number[]> {
  const seeing = new Set<number>()
  for (const sight of await sightsOf(db, accountId, userIds, howFar)) {
    const rows = await db
      .selectFrom('conversations')
      .innerJoin(people(sight.userIds).as('people'), (join) => join.onTrue())
      .select('people.id')
      .where('conversations.number', '=', number)
      .where((eb) => eb.and(sight.sees(db, sql<number>`people.id`)))
      .execute()
    for (const { id } of rows) seeing.add(id)
  }
  return [...new Set(userIds)].filter((id) => seeing.has(id))
}

function people(ids: number[]) {
  return sql<{ id: number }>`(select unnest(${ids}::integer[]) as id)`
}
