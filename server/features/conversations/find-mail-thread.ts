import { sql } from 'kysely'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { lockIfThere } from './conversation-store.ts'
import type { Conversation } from './conversation.ts'
import { OURS, unseenKeys } from './unseen-mails.ts'

/** What a mail says about the conversation it belongs to. */
export interface MailTrace {
  /** Conversations that addresses of the mail name, by their uuid. */
  tokens: string[]
  /** Message-IDs that it answers, the nearest first. */
  answers: string[]
  /** Conversations that it names in our own header, by their uuid. */
  echoed: string[]
  /** A conversation's number in the subject, which counts for the same customer only. */
  tag: number | null
  sender: string
  /** Everybody whom the mail names. */
  people: string[]
  /** Its own Message-ID: answers to it may have come before. */
  id: string
}

/**
 * Finds and locks the conversation of an inbox that a mail goes on with, by the first of: an address of the mail, what it answers, our
 * own header, the number in its subject, what answers it. Nothing outside the inbox is found, and nothing by an empty id.
 */
export async function lockMailThread(work: Work, inboxId: number, trace: MailTrace): Promise<Conversation | undefined> {
  const id =
    (await byUuid(work, inboxId, trace.tokens)) ??
    (await byAnswers(work, inboxId, trace.answers)) ??
    (await byUnseen(work, inboxId, trace.answers, trace.people)) ??
    (await byUuid(work, inboxId, trace.echoed)) ??
    (await byTag(work, inboxId, trace)) ??
    (await byUnseen(work, inboxId, [trace.id], trace.people))
  return id === undefined ? undefined : lockIfThere(work, id)
}

async function byUuid(work: Work, inboxId: number, uuids: string[]): Promise<number | undefined> {
  if (uuids.length === 0) return undefined
  const row = await work.tx
    .selectFrom('conversations')
    .select('id')
    .where('uuid', '=', sql<string>`any(${uuids}::uuid[])`)
    .where('inbox_id', '=', inboxId)
    .where('account_id', '=', work.accountId)
    .orderBy(sql`array_position(${uuids}::uuid[], uuid)`)
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** By the nearest known mail: one that came in, one that went out, one whose id names its conversation. */
async function byAnswers(work: Work, inboxId: number, answers: string[]): Promise<number | undefined> {
  const ids = answers.filter((id) => id !== '')
  if (ids.length === 0) return undefined
  const named = ids.map((id) => OURS.exec(id)?.[1]?.toLowerCase() ?? null)
  const { rows } = await sql<{ id: number }>`
    with answered as (
      select * from unnest(${ids}::text[], ${named}::uuid[]) with ordinality as answered (header_id, uuid, place))
    select id from (
      select messages.conversation_id as id, place from answered
        join messages on messages.inbox_id = ${inboxId} and messages.source_id = header_id
      union all
      select conversations.id, place from answered join conversations on conversations.uuid = answered.uuid
        where conversations.inbox_id = ${inboxId}
      union all
      select mails.conversation_id, place from answered join mails on mails.header_id = answered.header_id
        where mails.inbox_id = ${inboxId} and mails.conversation_id is not null
    ) as found order by place limit 1`.execute(work.tx)
  return rows[0]?.id
}

/**
 * By a mail that nobody here has seen, but that mails of the conversation answer. Its customer must be one of those whom the mail names:
 * many people answer the same newsletter.
 */
async function byUnseen(work: Work, inboxId: number, ids: string[], people: string[]): Promise<number | undefined> {
  const keys = unseenKeys(ids)
  if (keys.length === 0 || people.length === 0) return undefined
  const { rows } = await sql<{ id: number }>`
    select conversations.id from unseen_mails
      join conversations on conversations.id = unseen_mails.conversation_id
      join contacts on contacts.id = conversations.contact_id
    where unseen_mails.inbox_id = ${inboxId} and unseen_mails.header_id = any(${keys}::text[])
      and unseen_mails.account_id = ${work.accountId} and lower(contacts.email) = any(${people}::text[])
    order by array_position(${keys}::text[], unseen_mails.header_id), conversations.id desc
    limit 1`.execute(work.tx)
  return rows[0]?.id
}

async function byTag(work: Work, inboxId: number, { tag, sender }: MailTrace): Promise<number | undefined> {
  if (tag === null || sender === '') return undefined
  const row = await work.tx
    .selectFrom('conversations')
    .innerJoin('contacts', 'contacts.id', 'conversations.contact_id')
    .select('conversations.id')
    .where('conversations.account_id', '=', work.accountId)
    .where('conversations.number', '=', tag)
    .where('conversations.inbox_id', '=', inboxId)
    .where(sql`lower(contacts.email)`, '=', sender.toLowerCase())
    .executeTakeFirst()
  return row?.id
}

/** Which way the message of an inbox goes that a channel knows by this id, or undefined when there is none. */
export async function findBySourceId(
  work: Work,
  inboxId: number,
  sourceId: string,
): Promise<{ id: number; direction: string; conversationId: number } | undefined> {
  return work.tx
    .selectFrom('messages')
    .select(['id', 'direction', 'conversation_id as conversationId'])
    .where('inbox_id', '=', inboxId)
    .where('account_id', '=', work.accountId)
    .where('source_id', '=', sourceId)
    .executeTakeFirst()
}
