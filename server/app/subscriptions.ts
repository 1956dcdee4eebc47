import type { RecordedEvent } from '../kernel/event.ts'
import type { Work } from '../platform/database/unit-of-work.ts'
import type { AccountEvent } from '../features/accounts/index.ts'
import type { ContactEvent } from '../features/contacts/index.ts'
import { greet, unassignRemovedAgent, type ConversationEvent } from '../features/conversations/index.ts'
import type { InboxEvent } from '../features/inboxes/index.ts'
import type { LabelEvent } from '../features/labels/index.ts'
import { retirePerson, type PeopleEvent } from '../features/people/index.ts'
import type { TeamEvent } from '../features/teams/index.ts'
import { relabel } from './relabel.ts'

/** Every type of event. */
export type EventType =
  | AccountEvent
  | PeopleEvent
  | InboxEvent
  | LabelEvent
  | TeamEvent
  | ContactEvent
  | ConversationEvent

/** A reaction: one job per event, tried again until it works; what it changes happens once. */
export interface Reaction {
  name: string
  run: (work: Work, event: RecordedEvent) => Promise<void>
}

/**
 * What follows from each event, besides its announcement on the socket (wire/cable/event-frames). This is the one place where
 * consequences are listed.
 */
export const reactions: Record<EventType, Reaction[]> = {
  'account.cache_invalidated': [],
  'agent.added': [],
  'agent.changed': [],
  'agent.removed': [
    {
      name: 'unassign-removed-agent',
      // One after the other: who is gone for good must have lost their conversations first.
      run: async (work, event) => {
        await unassignRemovedAgent(work, Number(event.data['userId']))
        await retirePerson(work, Number(event.data['userId']))
      },
    },
  ],
  'custom_role.changed': [],
  'inbox.created': [],
  'inbox.changed': [],
  'inbox.removed': [],
  'inbox.members_changed': [],
  'label.renamed': [{ name: 'relabel', run: relabelAfter }],
  'label.removed': [{ name: 'relabel', run: relabelAfter }],
  'team.created': [],
  'team.edited': [],
  'team.removed': [],
  'team.members_changed': [],
  'contact.created': [],
  'contact.updated': [],
  'contact.merged': [],
  'conversation.created': [{ name: 'greet', run: (work, event) => greet(work, event.conversationId ?? 0) }],
  'conversation.updated': [],
  'conversation.status_changed': [],
  'conversation.assigned': [],
  'conversation.team_changed': [],
  'conversation.read': [],
  'conversation.bot_handoff': [],
  'conversation.mentioned': [],
  'conversation.deleted': [],
  'message.created': [],
  'message.updated': [],
}

function relabelAfter(work: Work, { data }: RecordedEvent): Promise<void> {
  return relabel(work, { id: Number(data['labelId']), from: String(data['title']) })
}
