import { dayOf } from '../ui/time.ts'
import { isDeleted, isOwn, type Message } from './message.ts'
import type { Letter, LetterState } from './outbox.ts'
import type { ShownCampaign } from './visit.ts'

export type RowState = LetterState | 'sent' | 'seen' | 'deleted'

/** One line of the list: a message the server has, or a letter that is on its way. */
interface Row {
  key: string
  own: boolean
  time: number
  state: RowState
  message?: Message
  letter?: Letter
  /** First and last of several in a row by the same person. */
  first: boolean
  last: boolean
  /** The last thing that the visitor said. */
  newest: boolean
  /** The first of its day. */
  newDay: boolean
}

/** Longer silences separate what the same person says. */
const pauseSeconds = 300

interface RowSource {
  messages: Message[]
  letters: Letter[]
  /** What the website says by itself, while nobody has answered it. */
  campaign?: ShownCampaign
  /** Until when the team has read, in Unix seconds. */
  seenUntil?: number
  keyOf(message: Message): string
  stateOf(letter: Letter): LetterState
}

function together(one: Row | undefined, other: Row | undefined): boolean {
  if (!one || !other || other.newDay) return false
  const [sender, next] = [one.message?.sender, other.message?.sender]
  const sameSender = one.own === other.own && sender?.id === next?.id && sender?.type === next?.type
  return (one.own ? other.own : sameSender) && other.time - one.time < pauseSeconds
}

function campaignMessage({ message, sender, shownAt }: ShownCampaign): Message {
  return { id: 0, content: message, message_type: 1, created_at: shownAt, conversation_id: 0, sender }
}

export function rowsOf({ messages, letters, campaign, seenUntil = 0, keyOf, stateOf }: RowSource): Row[] {
  const blank = { first: true, last: true, newest: false, newDay: false }
  const spoken = campaign ? [...messages, campaignMessage(campaign)] : messages
  const said = spoken.map((message): Row => ({
    ...blank,
    key: keyOf(message),
    own: isOwn(message),
    time: message.created_at,
    state: isDeleted(message) ? 'deleted' : isOwn(message) && message.created_at <= seenUntil ? 'seen' : 'sent',
    message,
  }))
  const arrived = new Set(said.map(({ key }) => key))
  const waiting = letters
    .filter(({ id }) => !arrived.has(id))
    .map((letter): Row => ({
      ...blank,
      key: letter.id,
      own: true,
      time: Math.floor(letter.writtenAt / 1000),
      state: stateOf(letter),
      letter,
    }))
  const rows = [...said, ...waiting]
  const newest = rows.findLast(({ own }) => own)
  if (newest) newest.newest = true
  rows.forEach((row, index) => (row.newDay = dayOf(row.time) !== dayOf(rows[index - 1]?.time ?? 0)))
  rows.forEach((row, index) => {
    row.first = !together(rows[index - 1], row)
    row.last = !together(row, rows[index + 1])
  })
  return rows
}
