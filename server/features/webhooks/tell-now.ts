import { system } from '../../kernel/actor.ts'
import type { Database } from '../../platform/database/connection.ts'
import type { OpenWork } from '../../platform/database/unit-of-work.ts'
import { listActiveEndpoints } from './endpoint-store.ts'
import { isTold, type Notice } from './notice.ts'
import { insertDeliveries, newDeliveries } from './write-deliveries.ts'

/** Tells of something that is no event of the log, such as typing. Who has no address for it costs one look. */
export async function tellNow(
  parts: { db: Database; work: OpenWork },
  accountId: number,
  notice: Omit<Notice, 'body'>,
  bodyOf: () => Promise<Notice['body']>,
): Promise<void> {
  const endpoints = await listActiveEndpoints(parts.db, accountId)
  const told = endpoints.filter((endpoint) => isTold(endpoint, { ...notice, body: {} }))
  if (told.length === 0) return
  const rows = newDeliveries(told, [{ ...notice, body: await bodyOf() }])
  await parts.work(accountId, system, (work) => insertDeliveries(work, rows))
}
