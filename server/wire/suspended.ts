import { Refusal } from '../kernel/refusal.ts'
import type { Inbox } from '../features/inboxes/index.ts'

/** Refuses everything in an account that is suspended (contract §9). */
export function refuseSuspended(inbox: Inbox): void {
  if (inbox.accountStatus !== 'active') throw new Refusal('not_allowed', 'Account is suspended')
}
