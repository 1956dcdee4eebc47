import { sql } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import type { AgentActor, BotActor } from '../../kernel/actor.ts'
import { compiled, type Given } from '../../platform/database/compiled.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Conversation } from './conversation.ts'
import { conversationColumns, latestOf } from './conversation-store.ts'
import { reachOf, visibleWithin, type Reach } from './policy.ts'

/** A conversation by its number on behalf of an agent who may see it, or of a bot. */
export async function loadConversation(
  db: Reader,
  { accountId, actor }: { accountId: number; actor: AgentActor | BotActor },
  number: number,
): Promise<Conversation> {
  const asker = askerOf(actor)
  const [row] = await selectOne(reachOf(asker))(db, { accountId, userId: asker.userId, number })
  if (!row) throw notFound()
  return row as Conversation
}

/** The same inside a unit of work, with the row locked for a change. */
export async function loadForChange(work: Work, actor: AgentActor | BotActor, number: number): Promise<Conversation> {
  const { accountId } = work
  const asker = askerOf(actor)
  const [row] = await selectOneLocked(reachOf(asker))(work.tx, { accountId, userId: asker.userId, number })
  if (!row) throw notFound()
  return row as Conversation
}

// A bot serves the whole account: what it may do is limited by the routes that take its token (contract 2.1).
function askerOf(actor: AgentActor | BotActor): AgentActor {
  return actor.kind === 'bot' ? { kind: 'agent', role: 'administrator', userId: 0 } : actor
}

type Visible = Given<{ accountId: number; userId: number; number: number }>

function selectVisible(db: Reader, reach: Reach, given: Visible) {
  return db
    .selectFrom('conversations')
    .select(conversationColumns)
    .where('conversations.number', '=', given.number)
    .where((eb) => eb.and(visibleWithin(reach, db, given)))
}

const selectOne = byReach((reach) => compiled((db, given: Visible) => selectVisible(db, reach, given)))
const selectOneLocked = byReach((reach) =>
  compiled((db, given: Visible) => selectVisible(db, reach, given).forUpdate('conversations')),
)

/** One query for each kind of reach, built when somebody with it asks first. */
function byReach<Query>(build: (reach: Reach) => Query): (reach: Reach) => Query {
  const built = new Map<string, Query>()
  return (reach) => {
    const kind = `${reach.where}: ${String(reach.besides)}`
    const query = built.get(kind) ?? build(reach)
    built.set(kind, query)
    return query
  }
}

/** The latest conversation of a visitor's sessions, or undefined. */
export async function findVisitorConversation(
  db: Reader,
  contactInboxIds: number[],
): Promise<Conversation | undefined> {
  const [latest] = await listVisitorConversations(db, contactInboxIds, 1)
  return latest
}

/** The conversations of a visitor's sessions, the newest first. */
export async function listVisitorConversations(
  db: Reader,
  contactInboxIds: number[],
  limit: number,
): Promise<Conversation[]> {
  const rows = await db
    .selectFrom('conversations')
    .select(conversationColumns)
    .where('id', '=', latestOf(sql.val(contactInboxIds), limit))
    .orderBy('id', 'desc')
    .execute()
  return rows as Conversation[]
}
