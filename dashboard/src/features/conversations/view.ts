import type { FilterRow } from '../../api/filters.ts'
import type { Conversation, ConversationStatus } from '../../api/wire.ts'

export const shares = ['mine', 'unassigned', 'all'] as const
export const statuses = ['open', 'pending', 'snoozed', 'resolved', 'all'] as const
export const sorts = ['last_activity', 'created', 'waiting'] as const
export const ownScopes = ['mention', 'participating', 'unattended'] as const

export type Share = (typeof shares)[number]
export type Sort = (typeof sorts)[number]

/** Which part of the account a list is about. */
export type Scope =
  | { kind: 'everything' | (typeof ownScopes)[number] }
  | { kind: 'inbox' | 'team' | 'folder'; id: number }
  | { kind: 'label'; title: string }
  | { kind: 'filter'; rows: FilterRow[] }

/** What a list shows. The address of the page holds it, so a view can be linked. */
export interface View {
  share: Share
  status: ConversationStatus | 'all'
  scope: Scope
  sort: Sort
}

/** Where a row stands: smaller comes first; equal ranks are ordered by newer number first. */
export interface Place {
  rank: number
  id: number
}

/** How far a view has been listed. */
export interface Reach {
  horizon: Place | null
  /** Who belongs according to the server, where only the server can say it. */
  members: ReadonlySet<number> | null
}

export const everything: Scope = { kind: 'everything' }
export const defaultView: View = { share: 'mine', status: 'open', scope: everything, sort: 'last_activity' }

export const sortWords: Record<Sort, string> = {
  last_activity: 'last_activity_at_desc',
  created: 'created_at_desc',
  waiting: 'waiting_since_asc',
}

/** Filter rows say everything themselves: whose and which status too. */
export function isFiltered({ scope }: View): boolean {
  return scope.kind === 'folder' || scope.kind === 'filter'
}

/** Mentions, participants and filters are not in the row, so the server is asked whom they mean. */
export function isDecidedByServer(view: View): boolean {
  return isFiltered(view) || view.scope.kind === 'mention' || view.scope.kind === 'participating'
}

export function scopeKey(scope: Scope): string {
  if ('id' in scope) return `${scope.kind} ${scope.id}`
  if ('title' in scope) return `label ${scope.title}`
  return 'rows' in scope ? `filter ${JSON.stringify(scope.rows)}` : scope.kind
}

export function viewKey(view: View): string {
  const whose = isFiltered(view) ? [] : [view.share, view.status]
  return [...whose, scopeKey(view.scope), view.sort].join('|')
}

export function belongs(
  view: View,
  conversation: Conversation,
  myId: number,
  members: ReadonlySet<number> | null = null,
): boolean {
  if (isDecidedByServer(view) && !members?.has(conversation.id)) return false
  if (isFiltered(view)) return true
  if (view.status !== 'all' && conversation.status !== view.status) return false
  if (!isWithin(view.scope, conversation)) return false
  const owner = ownerOf(conversation)
  if (view.share === 'mine') return owner === myId
  return view.share === 'all' || owner === undefined
}

function isWithin(scope: Scope, conversation: Conversation): boolean {
  if (scope.kind === 'inbox') return conversation.inbox_id === scope.id
  if (scope.kind === 'team') return conversation.meta.team?.id === scope.id
  if (scope.kind === 'label') return conversation.labels.includes(scope.title)
  if (scope.kind === 'unattended') return !conversation.first_reply_created_at || conversation.waiting_since > 0
  return true
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
 * The numbers of a view, in order. Rows beyond the horizon, the last row the server has listed so far, stay hidden:
 * between them there are others that this browser does not know yet.
 */
export function arrange(view: View, rows: Iterable<Conversation>, myId: number, { horizon, members }: Reach): number[] {
  const places: Place[] = []
  for (const row of rows) {
    if (!belongs(view, row, myId, members)) continue
    const place = placeOf(view.sort, row)
    if (horizon === null || members !== null || comparePlaces(place, horizon) <= 0) places.push(place)
  }
  return places.sort(comparePlaces).map((place) => place.id)
}
