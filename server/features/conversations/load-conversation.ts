import { sql } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import type { AgentActor, Role } from '../../kernel/actor.ts'
import { compiled, type Given } from '../../platform/database/compiled.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { memberInboxes } from '../inboxes/index.ts'
import type { Conversation } from './conversation.ts'
import { conversationColumns, latestOf } from './conversation-store.ts'

/** Somebody who asks in one account. */
export interface Asker {
  accountId: number
  actor: AgentActor
}

/** A conversation by its number on behalf of an agent: in their inboxes, or anywhere for administrators. */
export async function loadConversation(db: Reader, asker: Asker, number: number): Promise<Conversation> {
  const [row] = await selectOne[asker.actor.role](db, { ...asker, userId: asker.actor.userId, number })
  if (!row) throw notFound()
  return row as Conversation
}

/** The same inside a unit of work, with the row locked for a change. */
export async function loadForChange(work: Work, actor: AgentActor, number: number): Promise<Conversation> {
  const { accountId } = work
  const [row] = await selectOneLocked[actor.role](work.tx, { accountId, userId: actor.userId, number })
  if (!row) throw notFound()
  return row as Conversation
}

type Visible = Given<{ accountId: number; userId: number; number: number }>

function selectVisible(db: Reader, role: Role, given: Visible) {
  return db
    .selectFrom('conversations')
    .select(conversationColumns)
    .where('conversations.account_id', '=', given.accountId)
    .where('conversations.number', '=', given.number)
    .$if(role === 'agent', (query) =>
      query.where('conversations.inbox_id', 'in', memberInboxes(db, given.accountId, given.userId)),
    )
}

const selectOne = byRole((role) => compiled((db, given: Visible) => selectVisible(db, role, given)))
const selectOneLocked = byRole((role) =>
  compiled((db, given: Visible) => selectVisible(db, role, given).forUpdate('conversations')),
)

function byRole<Query>(query: (role: Role) => Query): Record<Role, Query> {
  return { administrator: query('administrator'), agent: query('agent') }
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
