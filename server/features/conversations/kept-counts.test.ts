import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { AgentActor } from '../../kernel/actor.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite, type Answer } from '../../testing/people.ts'
import { dice, type Dice } from '../../testing/rubbish.ts'
import { countConversations, type ConversationCounts } from './count-conversations.ts'
import { foldCounts } from './fold-counts.ts'

const STATUSES = ['open', 'resolved', 'pending', 'snoozed'] as const
const LABELS = ['vip', 'late']
const WRITERS = 4
const TURNS = 40

const desk = aDeskForAll()
const inboxIds: number[] = []
let agents: { userId: number; inboxIds: number[] }[] = []
let place: { contactId: number; contactInboxId: number }
let lastNumber = 1000

beforeAll(async () => {
  const { ada, app, database } = desk()
  for (const name of ['One', 'Two', 'Three']) inboxIds.push((await aWebsite(ada, { name })).id)
  for (const [name, from, to] of [
    ['Ines', 0, 1],
    ['Otto', 1, 3],
    ['Nobody', 0, 0],
  ] as const) {
    const own = inboxIds.slice(from, to)
    agents.push({ userId: (await anAgent(app, ada, { name, inboxIds: own })).user.id, inboxIds: own })
  }
  const website = await ada.get(`~/inboxes/${inboxIds[0]}`)
  const visitor = await aVisitor(app, website.body.website_token)
  await visitor.writes('Hello')
  const row = await database.db
    .selectFrom('conversations')
    .select(['contact_id', 'contact_inbox_id'])
    .executeTakeFirstOrThrow()
  // The teams of this test are numbers that no team has.
  await sql`alter table conversations drop constraint if exists conversations_account_id_team_id_fkey`.execute(
    database.db,
  )
  place = { contactId: row.contact_id, contactInboxId: row.contact_inbox_id }
})

/** Something that happens to conversations, by whatever way the program has. */
async function something(from: Dice): Promise<void> {
  const { db } = desk().database
  await db.transaction().execute(async (tx) => {
    for (let count = 1 + from.below(3); count > 0; count -= 1) {
      const kind = from.below(6)
      const some = sql`select id from conversations order by id desc offset ${from.below(12)} limit ${1 + from.below(3)} for update`
      if (kind === 0) await sql`delete from conversations where id in (${some})`.execute(tx)
      else if (kind < 3) await begin(from).execute(tx)
      else await sql`update conversations set ${change(from)} where id in (${some})`.execute(tx)
    }
    if (from.below(4) === 0) throw new GaveUp()
    // A process that dies in the middle loses its connection.
    if (from.below(8) === 0) await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx)
  })
}

class GaveUp extends Error {}

function begin(from: Dice) {
  const rows = Array.from({ length: 1 + from.below(3) }, () => {
    lastNumber += 1
    return sql`(${desk().accountId}, ${from.pick(inboxIds)}, ${place.contactId}, ${place.contactInboxId}, ${lastNumber},
      ${from.pick(STATUSES)}, ${assignee(from)}, ${labels(from)}::text[])`
  })
  return sql`insert into conversations
    (account_id, inbox_id, contact_id, contact_inbox_id, number, status, assignee_id, labels) values ${sql.join(rows)}`
}

function change(from: Dice) {
  return from.pick([
    sql`status = ${from.pick(STATUSES)}`,
    sql`assignee_id = ${assignee(from)}::integer`,
    sql`labels = ${labels(from)}::text[]`,
    sql`team_id = ${from.pick([null, 1, 2])}::integer`,
    sql`inbox_id = ${from.pick(inboxIds)}`,
    sql`last_activity_at = now(), status = ${from.pick(STATUSES)}, labels = ${labels(from)}::text[]`,
    sql`updated_at = now(), unread_count = unread_count + 1`,
  ])
}

const assignee = (from: Dice) => from.pick([null, desk().ada.user.id, ...agents.map((agent) => agent.userId)])
const labels = (from: Dice) => LABELS.filter(() => from.below(2) === 0)

interface Question {
  actor: AgentActor
  inboxIds: number[]
  filter: { status: (typeof STATUSES)[number] | 'all'; inboxId?: number; labels?: string[] }
}

function questions(): Question[] {
  const ada = { actor: actorOf(desk().ada.user.id, 'administrator'), inboxIds }
  const askers = [ada, ...agents.map((agent) => ({ actor: actorOf(agent.userId, 'agent'), inboxIds: agent.inboxIds }))]
  const filters: Question['filter'][] = [
    ...STATUSES.map((status) => ({ status })),
    { status: 'all' },
    { status: 'all', ...(inboxIds[1] && { inboxId: inboxIds[1] }) },
    { status: 'open', labels: ['vip'] },
    { status: 'all', labels: ['vip', 'late'] },
  ]
  return askers.flatMap((asker) => filters.map((filter) => ({ ...asker, filter })))
}

const actorOf = (userId: number, role: AgentActor['role']): AgentActor => ({ kind: 'agent', userId, role })

/** Every answer beside one that goes through the rows, both of one moment. */
async function compare(): Promise<void> {
  const { database, accountId } = desk()
  const differences = await database.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const rows = await tx
        .selectFrom('conversations')
        .select(['inbox_id', 'status', 'assignee_id', 'labels'])
        .where('account_id', '=', accountId)
        .execute()
      const found: unknown[] = []
      for (const { actor, inboxIds: seen, filter } of questions()) {
        const mine = rows.filter(
          (row) =>
            seen.includes(row.inbox_id) &&
            (filter.status === 'all' || row.status === filter.status) &&
            (filter.inboxId === undefined || row.inbox_id === filter.inboxId) &&
            (filter.labels ?? []).every((label) => row.labels.includes(label)),
        )
        const naive: ConversationCounts = {
          mine: mine.filter((row) => row.assignee_id === actor.userId).length,
          assigned: mine.filter((row) => row.assignee_id !== null).length,
          unassigned: mine.filter((row) => row.assignee_id === null).length,
          all: mine.length,
        }
        const kept = await countConversations(tx, { accountId, actor }, filter)
        if (JSON.stringify(kept) !== JSON.stringify(naive)) found.push({ filter, actor, kept, naive })
      }
      return found
    })
  expect(differences).toEqual([])
}

test(
  'the kept counts are right at every moment, whoever writes, gives up, dies or folds',
  { timeout: 60_000 },
  async () => {
    const { db } = desk().database
    let writing = true
    const writers = Array.from({ length: WRITERS }, async (_, index) => {
      const from = dice(index + 1)
      for (let turn = 0; turn < TURNS; turn += 1) {
        // Two that lock each other's rows, and what gave up or died, have changed nothing.
        await something(from).catch((error: unknown) => {
          if (!(error instanceof GaveUp) && !/deadlock|terminat|connection|EPIPE|ECONNRESET/i.test(String(error)))
            throw error
        })
      }
    })
    const folder = (async () => {
      while (writing) await Promise.all([foldCounts(db), foldCounts(db)])
    })()
    const reader = (async () => {
      while (writing) await compare()
    })()
    await Promise.all(writers).finally(() => (writing = false))
    await Promise.all([folder, reader])
    await compare()
    await foldCounts(db)
    await compare()
    expect(await db.selectFrom('conversation_count_changes').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('conversation_counts').where('count', '<=', 0).selectAll().execute()).toEqual([])
  },
)

test('an inbox and an agent that are removed are counted no more', async () => {
  const { ada, settle } = desk()
  const all = async (): Promise<Answer['body']> => (await ada.get('~/conversations/meta?status=all')).body.meta
  const before = await all()
  await ada.delete(`~/agents/${agents[0]?.userId}`)
  await settle()
  agents = agents.slice(1)
  await compare()
  await ada.delete(`~/inboxes/${inboxIds[1]}`)
  await settle()
  await compare()
  expect((await all()).all_count).toBeLessThan(before.all_count)
})
