import { invalid } from '../../kernel/refusal.ts'
import type { Json } from '../../kernel/event.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Conversation } from './conversation.ts'

type Attributes = { [key: string]: Json }

/**
 * Completes what a message says it answers: the id of that message, and what its channel knows it by (contract 2.11). A customer's
 * message loses a reference that leads nowhere, because the message matters more; an agent's is refused.
 */
export async function withReplyTo(
  work: Work,
  conversation: Conversation,
  attributes: Attributes = {},
): Promise<Attributes> {
  const { in_reply_to: id = null, in_reply_to_external_id: externalId = null, ...rest } = attributes
  if (isEmpty(id) && isEmpty(externalId)) return rest
  const found = await findAnswered(work, conversation, isEmpty(id) ? { externalId: String(externalId) } : { id })
  if (found) {
    return { ...rest, in_reply_to: found.id, ...(found.source_id && { in_reply_to_external_id: found.source_id }) }
  }
  // A channel may know messages that never came here.
  if (isEmpty(id)) return { ...rest, in_reply_to_external_id: externalId }
  if (work.actor.kind === 'contact') return rest
  throw invalid('in_reply_to', 'in_reply_to must be the id of a message of this conversation')
}

async function findAnswered(work: Work, conversation: Conversation, by: { id: Json } | { externalId: string }) {
  const id = 'id' in by ? Number(by.id) : undefined
  if (id !== undefined && !(Number.isSafeInteger(id) && id > 0)) return undefined
  return (
    work.tx
      .selectFrom('messages')
      .select(['id', 'source_id'])
      .where('conversation_id', '=', conversation.id)
      .where('direction', '!=', 'activity')
      .$if(id !== undefined, (query) => query.where('id', '=', id ?? 0))
      .$if('externalId' in by, (query) => query.where('source_id', '=', 'externalId' in by ? by.externalId : ''))
      // A customer cannot even learn that there is a note of this id.
      .$if(work.actor.kind === 'contact', (query) => query.where('private', '=', false))
      .executeTakeFirst()
  )
}

const isEmpty = (value: Json) => value === null || value === ''
