import type { ContactNote } from '../../api/customer.ts'
import type { Conversation } from '../../api/wire.ts'
import { seconds } from '../../ui/format-time.ts'

export type TimelineEntry =
  | { key: string; at: number; conversation: Conversation }
  | { key: string; at: number; note: ContactNote }

/** What happened with a contact, the latest first; equal moments keep the order they came in. */
export function timelineOf(conversations: readonly Conversation[], notes: readonly ContactNote[]): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...conversations.map((conversation) => ({
      key: `c-${conversation.id}`,
      at: conversation.last_activity_at,
      conversation,
    })),
    ...notes.map((note) => ({ key: `n-${note.id}`, at: seconds(note.created_at) ?? 0, note })),
  ]
  return entries.sort((a, b) => b.at - a.at)
}
