import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import { visibleTo, type Asker } from '../conversations/index.ts'
import type { Narrowed, Narrowing, Writer } from './narrowing.ts'
import { findContactIds } from './search-contacts.ts'
import { readQuestion } from './read-question.ts'

/** So many contacts are taken for what a name means. */
const NAMESAKES = 50

/** Looks up what a narrowing names, once for all that is searched. */
export async function narrow(db: Reader, asker: Asker, asked: Narrowing): Promise<Narrowed> {
  const writers = asked.from && (await findWriters(db, asker.accountId, asked.from))
  const { since, until } = asked
  const place = onConversations(asked)
  return {
    isAsked: Object.values(asked).some((one) => one !== undefined),
    isAboutMessages: asked.hasFile === true || (writers !== undefined && writers.contacts.length === 0),
    inboxId: asked.inboxId,
    // What was written since then stands where something has happened since then.
    ofPlace: [
      ...place,
      ...(writers && writers.users.length === 0 ? [byContacts(writers)] : []),
      ...(since ? [sql<SqlBool>`conversations.last_activity_at >= ${since}`] : []),
    ],
    ofConversations: [
      ...place,
      ...(writers ? [byContacts(writers)] : []),
      ...(since ? [sql<SqlBool>`conversations.last_activity_at >= ${since}`] : []),
      ...(until ? [sql<SqlBool>`conversations.last_activity_at < ${until}`] : []),
    ],
    ofMessages: (alias) => {
      const column = (name: string) => sql.ref(`${alias}.${name}`)
      return [
        ...(writers ? [writtenBy(alias, writers)] : []),
        ...(asked.hasFile ? [sql<SqlBool>`exists (select from attachments where message_id = ${column('id')})`] : []),
        ...(since ? [sql<SqlBool>`${column('created_at')} >= ${since}`] : []),
        ...(until ? [sql<SqlBool>`${column('created_at')} < ${until}`] : []),
        // One value per row, which the planner cannot turn into a join that begins at the conversations.
        ...(place.length > 0
          ? [
              sql<SqlBool>`(select ${sql.join(place, sql` and `)} from conversations where conversations.id = ${column('conversation_id')})`,
            ]
          : []),
      ]
    },
  }
}

/** The conversations that somebody may see and that a narrowing leaves, the latest first. */
export async function findNarrowed(db: Reader, asker: Asker, narrowed: Narrowed, most: number): Promise<number[]> {
  const conditions = sql.join([...visibleTo(db, asker), ...narrowed.ofConversations], sql` and `)
  const { rows } = await sql<{ id: number }>`
    select id from conversations where ${conditions} order by last_activity_at desc, id desc limit ${most}`.execute(db)
  return rows.map((row) => row.id)
}

function onConversations({ assigneeId, inboxId, teamId, label, status, unread }: Narrowing): RawBuilder<SqlBool>[] {
  return [
    ...(assigneeId === undefined
      ? []
      : [sql<SqlBool>`conversations.assignee_id is not distinct from ${assigneeId}::integer`]),
    ...(inboxId === undefined ? [] : [sql<SqlBool>`conversations.inbox_id = ${inboxId}`]),
    ...(teamId === undefined ? [] : [sql<SqlBool>`coalesce(conversations.team_id = ${teamId}, false)`]),
    ...(label === undefined ? [] : [sql<SqlBool>`conversations.labels @> ${[label.toLowerCase()]}::text[]`]),
    ...(status === undefined ? [] : [sql<SqlBool>`conversations.status = ${status}`]),
    ...(unread === undefined ? [] : [sql<SqlBool>`(conversations.unread_count > 0) = ${unread}`]),
  ]
}

interface Writers {
  contacts: number[]
  users: number[]
}

const byContacts = ({ contacts }: Writers) =>
  sql<SqlBool>`conversations.contact_id = any((select ${contacts}::integer[])::integer[])`

function writtenBy(alias: string, { contacts, users }: Writers): RawBuilder<SqlBool> {
  const [type, id] = [sql.ref(`${alias}.sender_type`), sql.ref(`${alias}.sender_id`)]
  return sql`(${type} = 'contact' and ${id} = any((select ${contacts}::integer[])::integer[])
    or ${type} = 'user' and ${id} = any((select ${users}::integer[])::integer[]))`
}

async function findWriters(db: Reader, accountId: number, from: Writer): Promise<Writers> {
  if ('kind' in from) {
    return { contacts: from.kind === 'contact' ? [from.id] : [], users: from.kind === 'user' ? [from.id] : [] }
  }
  const pattern = `%${from.name.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const [contacts, users] = await Promise.all([
    findContactIds(db, accountId, readQuestion(from.name), { skip: 0, most: NAMESAKES }),
    sql<{ id: number }>`
      select users.id from users join account_users as member on member.user_id = users.id
      where member.account_id = ${accountId} and (users.name ilike ${pattern} or users.display_name ilike ${pattern})
      limit ${NAMESAKES}`.execute(db),
  ])
  return { contacts, users: users.rows.map((row) => row.id) }
}
