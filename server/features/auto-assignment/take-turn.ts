import type { Work } from '../../platform/database/unit-of-work.ts'
import { inboxMemberIds, type Inbox } from '../inboxes/index.ts'
import { lineOf, nextInLine } from './whose-turn.ts'

/**
 * Chooses who of those who are there gets the next conversation of an inbox, and moves them to the end of the line. The line is
 * locked until the unit of work ends: of two conversations at once the second sees what the first one's agent has got.
 */
export async function takeTurn(work: Work, inbox: Inbox, present: number[]): Promise<number | undefined> {
  await work.tx
    .insertInto('assignment_queues')
    .values({ inbox_id: inbox.id })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const queue = await work.tx
    .selectFrom('assignment_queues')
    .select('user_ids')
    .where('inbox_id', '=', inbox.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const members = await inboxMemberIds(work.tx, inbox.id)
  const line = lineOf(queue.user_ids, members)
  const turn = nextInLine(line, await thoseWithRoom(work, inbox, present))
  if (turn.line.join() !== queue.user_ids.join()) {
    await work.tx
      .updateTable('assignment_queues')
      .set({ user_ids: turn.line })
      .where('inbox_id', '=', inbox.id)
      .execute()
  }
  return turn.chosen
}

async function thoseWithRoom(work: Work, inbox: Inbox, present: number[]): Promise<Set<number>> {
  const limit = Number(inbox.autoAssignmentConfig['max_assignment_limit'] ?? 0)
  if (!(limit > 0) || present.length === 0) return new Set(present)
  const rows = await work.tx
    .selectFrom('conversations')
    .select('assignee_id as userId')
    .where('account_id', '=', work.accountId)
    .where('inbox_id', '=', inbox.id)
    .where('status', '=', 'open')
    .where((eb) => eb('assignee_id', '=', eb.fn.any(eb.val(present))))
    .groupBy('assignee_id')
    .having((eb) => eb.fn.countAll(), '>=', limit)
    .execute()
  const full = new Set(rows.map(({ userId }) => userId))
  return new Set(present.filter((id) => !full.has(id)))
}
