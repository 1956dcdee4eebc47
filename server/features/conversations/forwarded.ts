import { invalid } from '../../kernel/refusal.ts'
import type { Json } from '../../kernel/event.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { findInbox } from '../inboxes/index.ts'
import type { Conversation } from './conversation.ts'
import type { MessageInput } from './message.ts'

/** Under which attribute a message says which one it forwards; ours. */
export const FORWARDED = 'forwarded_message_id'

/** Whether a message hands another one on: it is to somebody else, and no answer to the customer. */
export function isForward(attributes: { [key: string]: unknown } | undefined): boolean {
  return attributes?.[FORWARDED] !== undefined
}

/** Refuses a message that forwards what it cannot: a mail of this conversation, no note, to somebody who is named. */
export async function checkForwarded(
  work: Work,
  conversation: Conversation,
  { contentAttributes = {}, private: isNote }: MessageInput & { private?: boolean },
): Promise<void> {
  if (!isForward(contentAttributes)) return
  const id = contentAttributes[FORWARDED]
  const inbox = await findInbox(work.tx, conversation.inboxId)
  if (inbox?.channelType !== 'email' || isNote) throw invalid(FORWARDED, `${FORWARDED}: only a mail can be forwarded`)
  if (!hasAny(contentAttributes['to_emails'])) throw invalid('to_emails', 'to_emails must say whom to forward it to')
  const isHere = typeof id === 'number' && Number.isSafeInteger(id) && (await isMailHere(work, conversation, id))
  if (!isHere) throw invalid(FORWARDED, `${FORWARDED} must be the id of a mail of this conversation`)
}

async function isMailHere(work: Work, conversation: Conversation, id: number): Promise<boolean> {
  const row = await work.tx
    .selectFrom('messages')
    .select('id')
    .where('id', '=', id)
    .where('conversation_id', '=', conversation.id)
    .where('direction', '!=', 'activity')
    .where('private', '=', false)
    .executeTakeFirst()
  return row !== undefined
}

const hasAny = (value: Json | undefined) => Array.isArray(value) && value.length > 0
