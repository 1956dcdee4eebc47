import type { Message, MessageStatus } from '../api/wire.ts'

const delivery: Record<MessageStatus, number> = { progress: 0, failed: 1, sent: 1, delivered: 2, read: 3 }

/** Adds and replaces by id, ascending; returns the same array when nothing changed. */
export function mergeMessages(known: readonly Message[], incoming: readonly Message[]): readonly Message[] {
  const byId = new Map(known.map((one) => [one.id, one]))
  let changed = false
  for (const message of incoming) {
    const before = byId.get(message.id)
    const after = mergeMessage(before, message)
    changed ||= after !== before
    byId.set(message.id, after)
  }
  return changed ? [...byId.values()].toSorted((a, b) => a.id - b.id) : known
}

/** Snapshots can overtake one another: deletion is final, and a delivery only moves forward unless it was retried. */
function mergeMessage(known: Message | undefined, incoming: Message): Message {
  if (!known) return incoming
  if (isOlder(incoming, known) || (isDeleted(known) && !isDeleted(incoming))) return known
  const goesBack = known.status !== 'failed' && delivery[incoming.status] < delivery[known.status]
  const isRetry = incoming.status === 'failed'
  return {
    ...known,
    ...incoming,
    status: goesBack && !isRetry ? known.status : incoming.status,
    echo_id: incoming.echo_id ?? known.echo_id,
    attachments: isDeleted(incoming) ? [] : (incoming.attachments ?? known.attachments),
  }
}

export function isDeleted(message: Message): boolean {
  return message.content_attributes?.['deleted'] === true
}

function isOlder(incoming: Message, known: Message): boolean {
  const [a, b] = [moment(incoming.updated_at), moment(known.updated_at)]
  return a !== null && b !== null && a < b
}

function moment(value: string | number | undefined): number | null {
  if (value === undefined) return null
  return typeof value === 'number' ? value * 1000 : Date.parse(value)
}
