import { findBrand } from '../../features/branding/index.ts'
import type { Ports } from '../../platform/http/ports.ts'
import type { Hub } from '../../platform/socket/hub.ts'
import { brand } from '../present/branding.ts'
import { deliverFrame } from './frame.ts'
import type { Listener } from './room-channel.ts'
import { accountStream } from './streams.ts'

/** The topic that tells nodes that the installation looks different. */
export const BRAND = 'brand'

/** Tells all nodes that the brand has changed. It belongs to no account, so it is no event: pages that miss it read it anew. */
export async function tellBrandChanged(ports: Ports): Promise<void> {
  await ports.pubsub.publish(BRAND, '').catch((error: unknown) => {
    ports.log.warn({ error }, 'a change of the brand could not be published')
  })
}

/** Shows the brand to all agents of this process. */
export async function showBrand(ports: Ports, hub: Hub): Promise<void> {
  const shown = brand(await findBrand(ports.db))
  const accounts = new Set(([...hub.all()] as Listener[]).map((listener) => listener.accountId))
  for (const accountId of accounts) {
    const data = { account_id: accountId, ...shown }
    deliverFrame(hub, { streams: [accountStream(accountId)], event: 'installation.branded', data }, null)
  }
}
