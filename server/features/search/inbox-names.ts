import type { Reader } from '../../platform/database/reader.ts'
import type { ChannelType } from '../inboxes/index.ts'

/** What is shown of an inbox beside what was found in it. */
export interface InboxName {
  id: number
  name: string
  channelType: ChannelType
}

/** The names of the account's inboxes, by id. */
export async function listInboxNames(db: Reader, accountId: number): Promise<Map<number, InboxName>> {
  const rows = await db
    .selectFrom('inboxes')
    .select(['id', 'name', 'channel_type as channelType'])
    .where('account_id', '=', accountId)
    .execute()
  return new Map(rows.map((row) => [row.id, row as InboxName]))
}
