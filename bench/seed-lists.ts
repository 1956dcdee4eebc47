import pg from 'pg'

/** What a company needs before it is filled: made over HTTP, so that it is as real as any. */
export interface Company {
  accountId: number
  inboxIds: number[]
  /** Who has conversations; the first few have many. */
  agentIds: number[]
}

const YEARS = 2
const INBOXES = 20

/**
 * Fills a company with so many conversations, and about 1.3 times as many messages: most are resolved, what is open is recent, few
 * inboxes and agents have most of them, few words are said most. The same numbers come out each time.
 */
export async function seedLists(url: string, company: Company, conversations: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select setseed(0.42)')
    const restore = await takeIndexesAway(client)
    await client.query(SYLLABLES)
    for (const statement of WORDS) await client.query(statement.replaceAll('syllables(', 'pg_temp.syllables('))
    await seedContacts(client, company, Math.ceil(conversations / 3))
    await seedConversations(client, company, conversations)
    await seedMessages(client, company.accountId)
    await restore()
    await client.query('update conversation_numbers set last = $1', [conversations])
    for (const table of ['contacts', 'contact_inboxes', 'conversations', 'messages']) {
      await client.query(
        `select setval(pg_get_serial_sequence('${table}', 'id'), (select coalesce(max(id), 1) from ${table}))`,
      )
    }
    await client.query('vacuum (analyze)')
  } finally {
    await client.end()
  }
}

/** Building an index once is many times faster than keeping it with every row. */
async function takeIndexesAway(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; text: string }>(`
    select indexname as name, indexdef as text from pg_indexes
    where schemaname = 'public' and tablename in ('contacts', 'contact_inboxes', 'conversations', 'messages')
      and not exists (select from pg_constraint where conname = indexname)`)
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return async () => {
    for (const { text } of rows) await client.query(text)
  }
}

// Zipf's law, nearly: the first words and names are met often, the last hardly ever.
const WORDS = [
  `create temporary table vocabulary as
    select n, coalesce(known.word, syllables(3 + n % 6)) as word from generate_series(1, 4000) as n
    left join (values (1, 'lamp'), (2, 'order'), (3, 'delivery'), (5, 'invoice'), (8, 'broken'), (13, 'refund')) as known (at, word)
    on known.at = n`,
  `create temporary table phrases as
    select place as n, string_agg(word, ' ') as text
    from (select n as place, ${rare(4000)} as pick from generate_series(1, 40000) as n, generate_series(1, 4 + n % 7)) as picks
    join vocabulary on vocabulary.n = pick group by place`,
  `create temporary table first_names as select n, initcap(syllables(2 + n % 2)) as name from generate_series(1, 800) as n`,
  `create temporary table last_names as select n, initcap(syllables(3 + n % 2)) as name from generate_series(1, 3000) as n`,
]

const SYLLABLES = `create function pg_temp.syllables(count integer) returns text language sql volatile as $$
  select string_agg(substr('bcdfghklmnprstvw', 1 + floor(random() * 16)::integer, 1)
    || substr('aeiou', 1 + floor(random() * 5)::integer, 1), '') from generate_series(1, count) $$`

/** One of so many, the first the most often. */
function rare(count: number): string {
  return `floor(power(${count}, random()))::integer`
}

async function seedContacts(client: pg.Client, { accountId, inboxIds }: Company, count: number) {
  await client.query(
    `insert into contacts (id, account_id, name, email, phone_number, last_activity_at, created_at)
    select id, $1, first_names.name || ' ' || last_names.name, case when id % 10 < 6 then 'customer' || id || '@home' || id % 97 || '.example' end,
      case when id % 10 < 3 then '+4917' || 10000000 + id end, at, at
    from (select id, ${rare(800)} as first, ${rare(3000)} as last,
        now() - interval '1 second' * (${YEARS} * 31536000 * (1 - id / ($2::float8 + 1))) as at
      from generate_series(1, $2::integer) as id offset 0) as made
    join first_names on first_names.n = first join last_names on last_names.n = last`,
    [accountId, count],
  )
  await client.query(
    `insert into contact_inboxes (id, contact_id, inbox_id, source_id)
    select id, id, ($1::integer[])[least(cardinality($1::integer[]), ${rare(INBOXES + 1)})], 'seeded-' || id from contacts where id <= $2`,
    [inboxIds, count],
  )
}

async function seedConversations(client: pg.Client, { accountId, agentIds }: Company, count: number) {
  await client.query(
    `insert into conversations (id, account_id, inbox_id, contact_id, contact_inbox_id, number, status, priority, assignee_id, labels,
      waiting_since, first_reply_created_at, last_activity_at, created_at, updated_at, last_message_id, unread_count)
    select n, $1, place.inbox_id, place.contact_id, place.id, n, status,
      case when n % 20 = 0 then (array['low', 'medium', 'high', 'urgent'])[1 + n / 20 % 4] end,
      case when random() < case status when 'resolved' then 0.9 else 0.7 end
        then ($2::integer[])[floor(power(cardinality($2::integer[]), random()))::integer] end,
      case when random() < 0.12 then array['label-' || floor(power(12, random()))::integer] else '{}' end,
      case when status = 'open' and random() < 0.4 then at end,
      case when random() < 0.85 then at end,
      at, at - interval '2 hours' * random(), at, n, case when status = 'open' then n % 3 else 0 end
    from generate_series(1, $3::integer) as n
    cross join lateral (select n / ($3::float8 + 1) as age) as share
    cross join lateral (select now() - interval '1 second' * (${YEARS} * 31536000 * (1 - age)) - interval '1 hour' * random() as at) as moment
    cross join lateral (
      select case when random() < 0.02 + 0.4 * power(age, 8) then 'open' when random() < 0.02 then 'pending'
        when random() < 0.01 then 'snoozed' else 'resolved' end as status) as standing
    join contact_inboxes as place on place.id = 1 + (n * 7919::bigint) % ((select count(*) from contact_inboxes))`,
    [accountId, agentIds, count],
  )
}

async function seedMessages(client: pg.Client, accountId: number) {
  const said = `one.text || ' ' || two.text || case when made.conversation_id % 50 = 0 then ' INV-' || made.conversation_id else '' end`
  const picks = 'floor(random() * 40000)::integer + 1 as first, floor(random() * 40000)::integer + 1 as second'
  const phrases = 'join phrases as one on one.n = first join phrases as two on two.n = second'
  // The first message of each, with the conversation's own id, and a dozen more in every fortieth.
  await client.query(
    `insert into messages (id, account_id, inbox_id, conversation_id, direction, content, sender_type, sender_id, created_at, updated_at)
    select conversation_id, $1, inbox_id, conversation_id, 'incoming', ${said}, 'contact', contact_id, at, at
    from (select id as conversation_id, inbox_id, contact_id, last_activity_at as at, ${picks}
      from conversations where account_id = $1 offset 0) as made ${phrases} order by conversation_id`,
    [accountId],
  )
  await client.query(
    `insert into messages (id, account_id, inbox_id, conversation_id, direction, content, private, sender_type, sender_id, created_at, updated_at)
    select last + row_number() over (order by conversation_id, turn), $1, inbox_id, conversation_id,
      case turn % 2 when 0 then 'incoming' else 'outgoing' end, ${said}, turn % 7 = 0,
      case turn % 2 when 0 then 'contact' else 'user' end, case turn % 2 when 0 then contact_id else assignee_id end, at, at
    from (select max(id) as last from messages) as before,
      (select id as conversation_id, inbox_id, contact_id, assignee_id, turn, last_activity_at as at, ${picks}
      from conversations, generate_series(1, 12) as turn where account_id = $1 and id % 40 = 0 offset 0) as made ${phrases}`,
    [accountId],
  )
}
