import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'

/** What lies in an inbox of mail that came in. */
export interface ReceivedCounts {
  waiting: number
  quarantined: number
  lastMailAt: Date | null
}

/** Counts the mails of an inbox that wait and those in quarantine, and says when the last one came in. */
export async function countReceived(db: Reader, accountId: number, inboxId: number): Promise<ReceivedCounts> {
  const ofState = (state: string) => sql<number>`(select count(*) from received_mails
    where inbox_id = ${inboxId} and account_id = ${accountId} and state = ${state})`
  const { rows } =
    await sql<ReceivedCounts>`select ${ofState('waiting')} as waiting, ${ofState('quarantined')} as quarantined,
    (select received_at from received_mails where inbox_id = ${inboxId} and account_id = ${accountId}
      order by id desc limit 1) as "lastMailAt"`.execute(db)
  return rows[0] ?? { waiting: 0, quarantined: 0, lastMailAt: null }
}
