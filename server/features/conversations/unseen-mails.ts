import { sql } from 'kysely'
import type { Work } from '../../platform/database/unit-of-work.ts'

/** What is written into the id of every mail that goes out (contract 5.4). */
export const OURS =
  /^(?:account\/\d+\/)?conversation\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/messages\/\d+)?@[^@\s]+$/i

// Of a long chain the nearest ones, and the one that began it.
const NEAREST = 20
const LONGEST_ID = 500

/** How ids are kept and looked for. */
export function unseenKeys(ids: string[]): string[] {
  return ids.filter((id) => id !== '').map((id) => id.slice(0, LONGEST_ID))
}

/** Notes which of the mails that a mail answers have not come in: they belong to its conversation, should they come later. */
export async function noteUnseen(
  work: Work,
  conversation: { id: number; inboxId: number },
  { answers, id }: { answers: string[]; id: string },
): Promise<void> {
  const { inboxId } = conversation
  await work.tx
    .deleteFrom('unseen_mails')
    .where('inbox_id', '=', inboxId)
    .where('header_id', 'in', unseenKeys([id]))
    .where('conversation_id', '=', conversation.id)
    .execute()
  const foreign = unseenKeys(answers).filter((one) => !OURS.test(one) && one !== id)
  const keys = [...new Set([...foreign.slice(0, NEAREST), ...foreign.slice(-1)])]
  if (keys.length === 0) return
  await sql`
    insert into unseen_mails (account_id, inbox_id, header_id, conversation_id)
    select ${work.accountId}, ${inboxId}, answered.id, ${conversation.id} from unnest(${keys}::text[]) as answered (id)
    where not exists (select from messages where messages.inbox_id = ${inboxId} and messages.source_id = answered.id)
      and not exists (select from mails where mails.inbox_id = ${inboxId} and mails.header_id = answered.id)
    on conflict do nothing`.execute(work.tx)
}
