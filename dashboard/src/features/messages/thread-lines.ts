import type { Message } from '../../api/wire.ts'
import type { Outgoing } from '../outbox/next-to-send.ts'

interface DayLine {
  kind: 'day'
  key: string
  at: number
}

interface ActivityLine {
  kind: 'activity'
  key: string
  message: Message
}

export interface MessageLine {
  kind: 'message'
  key: string
  message: Message
  /** Set while the message has not reached the server. */
  outgoing: Outgoing | null
  /** First and last of a run by one sender within a few minutes. */
  first: boolean
  last: boolean
}

export type Line = DayLine | ActivityLine | MessageLine

const RUN_SECONDS = 5 * 60

/** A thread as it is read: days, activity lines, and runs of messages by one sender. Unsent messages come last. */
export function threadLines(messages: readonly Message[], unsent: readonly Outgoing[], myId: number): Line[] {
  const taken = new Set(messages.map((one) => one.echo_id))
  const pending = unsent.filter((one) => !taken.has(one.key)).sort((a, b) => a.order - b.order)
  const lines: Line[] = []
  for (const message of messages) push(lines, message, null)
  for (const outgoing of pending) push(lines, asMessage(outgoing, myId), outgoing)
  markRuns(lines)
  return lines
}

function push(lines: Line[], message: Message, outgoing: Outgoing | null): void {
  const before = lines.at(-1)
  const previous = before && before.kind !== 'day' ? before.message.created_at : null
  if (previous === null || !sameDay(previous, message.created_at))
    lines.push({ kind: 'day', key: `day-${message.echo_id ?? message.id}`, at: message.created_at })
  const key = message.echo_id ?? `m${message.id}`
  if (message.message_type === 2) lines.push({ kind: 'activity', key, message })
  else lines.push({ kind: 'message', key, message, outgoing, first: true, last: true })
}

function markRuns(lines: Line[]): void {
  for (let index = 1; index < lines.length; index++) {
    const [before, line] = [lines[index - 1], lines[index]]
    if (before?.kind !== 'message' || line?.kind !== 'message' || !sameRun(before.message, line.message)) continue
    before.last = false
    line.first = false
  }
}

function sameRun(a: Message, b: Message): boolean {
  const sameSender = a.sender?.id === b.sender?.id && a.sender?.type === b.sender?.type
  const sameKind = a.message_type === b.message_type && a.private === b.private
  return sameSender && sameKind && b.created_at - a.created_at < RUN_SECONDS
}

function sameDay(a: number, b: number): boolean {
  return new Date(a * 1000).toDateString() === new Date(b * 1000).toDateString()
}

function asMessage(outgoing: Outgoing, myId: number): Message {
  return {
    id: 0,
    content: outgoing.content,
    inbox_id: 0,
    conversation_id: outgoing.conversationId,
    message_type: 1,
    content_type: 'text',
    content_attributes: { ...outgoing.more },
    status: 'progress',
    created_at: outgoing.order / 1000,
    private: outgoing.private,
    echo_id: outgoing.key,
    sender: { id: myId, name: null, type: 'user' },
  }
}
