import { sql, type RawBuilder } from 'kysely'
import { FACT_KINDS } from './fact.ts'
import { summedUp, type Sum } from './measures.ts'

/** What a sum can be of. */
export type Dimension = 'account' | 'inbox' | 'agent' | 'team' | 'label' | 'inbox_label'

/**
 * The sums of the raw history: account_id, place, dimension, key and each sum, of `spans` (account_id, begins, ends), a table of
 * the statement; `place` says of a moment what it is summed up in. This is the one place where what counts for whom is said in SQL; docs/reports.md says it in words.
 */
export function sumsOfHistory(sums: Sum[], place: (moment: RawBuilder<Date>) => RawBuilder<unknown>) {
  return sql`
    select account_id, place, dimension, key, ${summedUp(sums)}
    from (select *, ${place(sql.ref('at'))} as place from (${history}) as happened) as told
    cross join lateral (
      values ('account', ''), ('inbox', inbox_id::text), ('agent', agent_id::text), ('team', team_id::text)
      union all select 'label', label from unnest(labels) as label
      union all select 'inbox_label', inbox_id || ':' || label from unnest(labels) as label
    ) as counted (dimension, key)
    where key is not null
    group by account_id, place, dimension, key`
}

// `offset 0`: spans are short, which PostgreSQL cannot know; it would rather read everything once than look a little up.
function conversationOf(table: string): RawBuilder<unknown> {
  return sql`select assignee_id, team_id, labels from conversations
    where conversations.id = ${sql.ref(`${table}.conversation_id`)} offset 0`
}

// Conversations are found through their inboxes, because there is an index for that already, and each index costs with every message.
const conversations = sql`
  select spans.account_id, talk.created_at as at, talk.inbox_id, talk.assignee_id as agent_id, talk.team_id, talk.labels,
    talk.status as measure, 0 as value, 0 as business
  from spans join inboxes on inboxes.account_id = spans.account_id
  cross join lateral (
    select * from conversations
    where conversations.inbox_id = inboxes.id and status = any('{open,resolved,pending,snoozed}')
      and created_at >= spans.begins and created_at < spans.ends offset 0
  ) as talk`

const messages = sql`
  select spans.account_id, said.created_at, said.inbox_id,
    case when said.direction = 'incoming' then talk.assignee_id when said.sender_type = 'user' then said.sender_id end,
    talk.team_id, talk.labels,
    case when said.direction = 'incoming' then 'incoming' when said.sender_type = 'agent_bot' then 'bot_message'
      else 'outgoing' end, 0, 0
  from spans
  cross join lateral (
    select inbox_id, conversation_id, direction, sender_type, sender_id, created_at from messages
    where messages.account_id = spans.account_id and direction in ('incoming', 'outgoing') and not private
      and created_at >= spans.begins and created_at < spans.ends offset 0
  ) as said
  cross join lateral (${conversationOf('said')}) as talk`

const facts = sql`
  select spans.account_id, fact.ended_at, fact.inbox_id, fact.assignee_id, fact.team_id, talk.labels,
    fact.kind, fact.value, fact.value_in_business_hours
  from spans
  cross join lateral (
    select * from report_facts
    where report_facts.account_id = spans.account_id and ended_at >= spans.begins and ended_at < spans.ends
      and kind = any(${sql.lit(`{${FACT_KINDS.join()}}`)})
    offset 0
  ) as fact
  cross join lateral (${conversationOf('fact')}) as talk`

const history = sql`${conversations} union all ${messages} union all ${facts}`
