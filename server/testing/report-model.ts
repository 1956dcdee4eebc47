import { openSeconds, type Inbox } from '../features/inboxes/index.ts'
import type { FactKind } from '../features/reports/index.ts'

/** What reports say of a conversation, followed by the words of docs/reports.md and not by tables. */
export interface ModelTalk {
  id: number
  inbox: Inbox
  hasBot: boolean
  createdAt: number
  status: string
  assigneeId: number | null
  teamId: number | null
  labels: string[]
  waitingSince: number | null
  firstReplyAt: number | null
  handoffs: number[]
  lastResolvedAt: number | null
  botWrote: boolean
  messages: { kind: 'incoming' | 'outgoing' | 'bot_message'; at: number; authorId: number | null }[]
  facts: ModelFact[]
}

interface ModelFact {
  kind: FactKind
  at: number
  value: number
  business: number
  assigneeId: number | null
  teamId: number | null
}

/** A conversation that has just begun. */
export function aTalk(id: number, inbox: Inbox, hasBot: boolean, createdAt: number): ModelTalk {
  const nobody = { assigneeId: null, teamId: null, labels: [], waitingSince: null, firstReplyAt: null }
  const nothing = { handoffs: [], lastResolvedAt: null, botWrote: false, messages: [], facts: [] }
  return { id, inbox, hasBot, createdAt, status: hasBot ? 'pending' : 'open', ...nobody, ...nothing }
}

function happened(talk: ModelTalk, kind: FactKind, since: number, at: number) {
  const { inbox, assigneeId, teamId } = talk
  const value = Math.round((at - since) / 1000)
  const business = inbox.workingHoursEnabled
    ? openSeconds(inbox.workingHours, inbox.timezone, new Date(since), new Date(at))
    : value
  talk.facts.push({ kind, at, value, business, assigneeId, teamId })
}

/** The customer writes. */
export function customerWrote(talk: ModelTalk, at: number) {
  talk.messages.push({ kind: 'incoming', at, authorId: null })
  talk.waitingSince ??= at
  if (talk.status === 'resolved') statusChanged(talk, talk.hasBot ? 'pending' : 'open', at)
  if (talk.status === 'snoozed') statusChanged(talk, 'open', at)
}

/** A person answers. */
export function agentReplied(talk: ModelTalk, authorId: number, at: number) {
  talk.messages.push({ kind: 'outgoing', at, authorId })
  if (talk.firstReplyAt === null) happened(talk, 'first_response', talk.handoffs.at(-1) ?? talk.createdAt, at)
  else if (talk.waitingSince !== null) happened(talk, 'reply_time', talk.waitingSince, at)
  talk.firstReplyAt ??= at
  talk.waitingSince = null
}

/** A bot answers. */
export function botReplied(talk: ModelTalk, at: number) {
  talk.messages.push({ kind: 'bot_message', at, authorId: null })
  talk.botWrote = true
  talk.waitingSince = null
}

/** Somebody opens, resolves, parks or snoozes it. */
export function statusChanged(talk: ModelTalk, status: string, at: number, byBot = false) {
  const from = talk.status
  if (from === status && status !== 'snoozed') return
  talk.status = status
  if (status === 'resolved') {
    happened(talk, 'conversation_resolved', talk.createdAt, at)
    const alone = talk.firstReplyAt === null && talk.handoffs.length === 0
    if (alone && (talk.botWrote || byBot)) happened(talk, 'conversation_bot_resolved', talk.createdAt, at)
    talk.waitingSince = null
    talk.lastResolvedAt = at
  }
  if (status !== 'open') return
  happened(talk, 'conversation_opened', from === 'resolved' ? (talk.lastResolvedAt ?? at) : at, at)
  if (!byBot || from !== 'pending') return
  talk.waitingSince ??= at
  if (talk.handoffs.length === 0) happened(talk, 'conversation_bot_handoff', talk.createdAt, at)
  talk.handoffs.push(at)
}

/** Something that counts, with when and for whom. */
interface Counted {
  measure: string
  at: number
  value: number
  business: number
  keys: Record<string, string[]>
}

/** Everything that counts, one by one. */
export function everything(talks: ModelTalk[]): Counted[] {
  return talks.flatMap((talk) => {
    const { inbox, labels } = talk
    const keysOf = (agentId: number | null, teamId: number | null) => ({
      account: [''],
      inbox: [String(inbox.id)],
      agent: agentId === null ? [] : [String(agentId)],
      team: teamId === null ? [] : [String(teamId)],
      label: labels,
      inbox_label: labels.map((label) => `${inbox.id}:${label}`),
    })
    const now = (agentId: number | null) => keysOf(agentId, talk.teamId)
    const none = { value: 0, business: 0 }
    return [
      { measure: talk.status, at: talk.createdAt, ...none, keys: now(talk.assigneeId) },
      ...talk.messages.map(({ kind, at, authorId }) => ({
        measure: kind,
        at,
        ...none,
        keys: now(kind === 'incoming' ? talk.assigneeId : authorId),
      })),
      ...talk.facts.map(({ kind, at, value, business, assigneeId, teamId }) => ({
        measure: kind,
        at,
        value,
        business,
        keys: keysOf(assigneeId, teamId),
      })),
    ]
  })
}
