import type { RecordedEvent } from '../../kernel/event.ts'
import type { InboxEvent } from '../../features/inboxes/index.ts'
import type { PeopleEvent } from '../../features/people/index.ts'
import type { TeamEvent } from '../../features/teams/index.ts'
import type { Ports } from '../../platform/http/ports.ts'

/** The topic that tells nodes whose access changed. */
export const ACCESS = 'access'

/** Whose access to look at again. */
export interface AccessNotice {
  userIds: number[]
}

/** Tells all nodes to authorise these people's subscriptions again. */
export async function tellAccessChanged(ports: Ports, userIds: number[]): Promise<void> {
  const notice: AccessNotice = { userIds }
  await ports.pubsub.publish(ACCESS, JSON.stringify(notice)).catch((error: unknown) => {
    ports.log.warn({ error }, 'a change of access could not be published')
  })
}

/** Announces the events that change what people may hear. */
export async function announceAccess(ports: Ports, events: RecordedEvent[]): Promise<void> {
  const userIds = accessChangedBy(events)
  if (userIds.length > 0) await tellAccessChanged(ports, userIds)
}

const OF_SEVERAL = new Set<string>([
  'inbox.members_changed',
  'team.members_changed',
  'team.removed',
  'custom_role.changed',
] satisfies (InboxEvent | TeamEvent | PeopleEvent)[])

/** The people who may hear something else since these events. */
export function accessChangedBy(events: RecordedEvent[]): number[] {
  const userIds = events.flatMap(({ type, data }) => {
    if (OF_SEVERAL.has(type)) return data['userIds'] as number[]
    return type === 'agent.changed' || type === 'agent.removed' ? [data['userId'] as number] : []
  })
  return [...new Set(userIds)]
}
