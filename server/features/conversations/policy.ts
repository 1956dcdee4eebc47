import { sql, type Expression, type SqlBool } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import { memberInboxes } from '../inboxes/index.ts'
import type { Asker } from './load-conversation.ts'

/** Which rows of `conversations` somebody may see: the one rule for lists, counts, search, threads and files. */
export function visibleTo(db: Reader, { accountId, actor }: Asker): Expression<SqlBool>[] {
  const inAccount = sql<SqlBool>`conversations.account_id = ${accountId}`
  if (actor.role === 'administrator') return [inAccount]
  return [inAccount, sql<SqlBool>`conversations.inbox_id in (${memberInboxes(db, accountId, actor.userId)})`]
}
