import type { Work } from '../database/unit-of-work.ts'

/** Notes that a reaction runs, in its own transaction; false when it has run before, so that a repeated job does nothing. */
export async function markReaction(work: Work, eventId: number, subscriber: string): Promise<boolean> {
  const row = await work.tx
    .insertInto('event_reactions')
    .values({ event_id: eventId, subscriber, done_at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('event_id')
    .executeTakeFirst()
  return row !== undefined
}
