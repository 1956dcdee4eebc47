import type { Actor } from '../kernel/actor.ts'
import type { Json } from '../kernel/event.ts'
import type { Ports } from '../platform/http/ports.ts'
import { applyToContacts, BULK_BATCH, type BulkChange } from '../features/contacts/index.ts'
import { presenceOf } from '../features/presence/index.ts'

/** Runs a change of many contacts, some in each unit of work, so that nobody waits long for a contact's row. */
export async function changeContactsInBulk(ports: Ports, payload: { [key: string]: Json }): Promise<void> {
  const accountId = Number(payload['accountId'])
  // What bulkChangeContacts put there.
  const actor = payload['actor'] as unknown as Actor
  const change = { labels: payload['labels'] as BulkChange['labels'], delete: payload['delete'] === true }
  const ids = (payload['ids'] as number[]).slice()
  while (ids.length > 0) {
    const { contacts: online } = await presenceOf(ports, accountId)
    const batch = ids.splice(0, BULK_BATCH)
    const spared = await ports.work(accountId, actor, (work) => applyToContacts(work, batch, { ...change, online }))
    if (spared.length > 0) ports.log.info({ spared }, 'contacts that are online were not deleted')
  }
}
