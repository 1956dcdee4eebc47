import { notFound } from '../../kernel/refusal.ts'
import type { AgentActor } from '../../kernel/actor.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { memberInboxes } from '../inboxes/index.ts'
import type { Conversation } from './conversation.ts'
import { conversationColumns } from './conversation-store.ts'

/** Somebody who asks in one account. */
export interface Asker {
  accountId: number
  actor: AgentActor
}

/** A conversation by its number on behalf of an agent: in their inboxes, or anywhere for administrators. */
export async function loadConversation(db: Reader, asker: Asker, number: number): Promise<Conversation> {
  const row = await selectVisible(db, asker, number).executeTakeFirst()
  if (!row) throw notFound()
  return row as Conversation
}

function selectVisible(db: Reader, { accountId, actor }: Asker, number: number) {
  return db
    .selectFrom('conversations')
    .select(conversationColumns)
    .where('conversations.account_id', '=', accountId)
    .where('conversations.number', '=', number)
    .$if(actor.role === 'agent', (query) =>
      query.where('conversations.inbox_id', 'in', memberInboxes(db, accountId, actor.userId)),
    )
}

/** The same inside a unit of work, with the row locked for a change. */
export async function loadForChange(work: Work, actor: AgentActor, number: number): Promise<Conversation> {
  const asker = { accountId: work.accountId, actor }
  const row = await selectVisible(work.tx, asker, number).forUpdate('conversations').executeTakeFirst()
  if (!row) throw notFound()
  return row as Conversation
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
    .where((eb) => eb('contact_inbox_id', '=', eb.fn.any(eb.val(contactInboxIds))))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows as Conversation[]
}
