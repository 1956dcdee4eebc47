import type { Conversation, ConversationStatus } from '../../api/wire.ts'

export const shares = ['mine', 'unassigned', 'all'] as const
export const statuses = ['open', 'pending', 'snoozed', 'resolved', 'all'] as const
export const sorts = ['last_activity', 'created', 'waiting'] as const

export type Share = (typeof shares)[number]
export type Sort = (typeof sorts)[number]

/** What a list shows. The address of the page holds it, so a view can be linked. */
export interface View {
  share: Share
  status: ConversationStatus | 'all'
  inboxId: number | null
  sort: Sort
}

/** Where a row stands: smaller comes first; equal ranks are ordered by newer number first. */
export interface Place {
  rank: number
  id: number
}

export const defaultView: View = { share: 'mine', status: 'open', inboxId: null, sort: 'last_activity' }

export const sortWords: Record<Sort, string> = {
  last_activity: 'last_activity_at_desc',
  created: 'created_at_desc',
  waiting: 'waiting_since_asc',
}

export function viewKey(view: View): string {
  return [view.share, view.status, view.inboxId ?? '', view.sort].join('|')
}

export function belongs(view: View, conversation: Conversation, myId: number): boolean {
  if (view.status !== 'all' && conversation.status !== view.status) return false
  if (view.inboxId !== null && conversation.inbox_id !== view.inboxId) return false
  const owner = ownerOf(conversation)
  if (view.share === 'mine') return owner === myId
  return view.share === 'all' || owner === undefined
}

/** The agent who has a conversation; what a bot has is nobody's. */
export function ownerOf({ meta }: Pick<Conversation, 'meta'>): number | undefined {
  return meta.assignee_type === 'AgentBot' ? undefined : meta.assignee?.id
}

export function placeOf(sort: Sort, conversation: Conversation): Place {
  const { id } = conversation
  if (sort === 'created') return { rank: -conversation.created_at, id }
  if (sort === 'waiting') return { rank: conversation.waiting_since || Number.MAX_SAFE_INTEGER, id }
  return { rank: -conversation.last_activity_at, id }
}

function comparePlaces(a: Place, b: Place): number {
  return a.rank - b.rank || b.id - a.id
}

/**
 * The numbers of a view, in order. Rows beyond `horizon`, the last row the server has listed so far, stay hidden:
 * between them there are others that this browser does not know yet.
 */
export function arrange(view: View, rows: Iterable<Conversation>, myId: number, horizon: Place | null): number[] {
  const places: Place[] = []
  for (const row of rows) {
    if (!belongs(view, row, myId)) continue
    const place = placeOf(view.sort, row)
    if (horizon === null || comparePlaces(place, horizon) <= 0) places.push(place)
  }
  return places.sort(comparePlaces).map((place) => place.id)
}
