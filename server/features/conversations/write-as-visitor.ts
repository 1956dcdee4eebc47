import type { Work } from '../../platform/database/unit-of-work.ts'
import { enterInbox, type ContactChanges } from '../contacts/index.ts'
import type { Stored } from './add-message.ts'
import { changeLabels } from './labels.ts'
import { conversationColumns, lockLatest } from './conversation-store.ts'
import type { Conversation } from './conversation.ts'
import { storedKey, type MessageInput } from './message.ts'
import { receiveMessage } from './receive-message.ts'
import { startConversation, type Beginning } from './start-conversation.ts'

/** A visitor on their way to a conversation. */
export interface VisitorLetter {
  place: { inboxId: number; sourceId: string }
  /** The sessions whose latest conversation goes on. */
  sessions: number[]
  details?: ContactChanges | undefined
  beginning?: Pick<Beginning, 'additionalAttributes' | 'customAttributes'> | undefined
  /** Begins a conversation even when there is one. */
  anew?: boolean | undefined
  /** Begins one when the latest is resolved: the inbox allows no messages after that (contract 1.3). */
  anewAfterResolved?: boolean | undefined
  labels?: string[] | undefined
  message?: MessageInput | undefined
}

/** A visitor writes: into their latest conversation, or a new one. Contact, conversation and message appear together. */
export async function writeAsVisitor(
  work: Work,
  letter: VisitorLetter,
): Promise<{ conversation: Conversation; stored: Stored | null }> {
  const latest = letter.anew ? undefined : await lockLatest(work, letter.sessions)
  const closed = letter.anewAfterResolved && latest?.status === 'resolved'
  const conversation = latest && !closed ? latest : await begin(work, closed ? { ...letter, anew: true } : letter)
  if (letter.labels?.length) await changeLabels(work, conversation, { add: letter.labels })
  const stored = letter.message ? await receiveMessage(work, conversation, letter.message) : null
  return { conversation, stored }
}

async function begin(work: Work, letter: VisitorLetter): Promise<Conversation> {
  const place = await enterInbox(work, letter.place, letter.details)
  // Locked, so that two first messages at once (two tabs) end in one conversation.
  await work.tx.selectFrom('contact_inboxes').select('id').where('id', '=', place.id).forUpdate().execute()
  const sent = letter.anew ? await alreadyBegun(work, place.id, letter) : await lockLatest(work, [place.id])
  if (sent) return sent
  const { inboxId, contactId, id } = place
  return startConversation(work, { inboxId, contactId, contactInboxId: id, ...letter.beginning })
}

/** The conversation that the same request began before its answer was lost. */
async function alreadyBegun(work: Work, contactInboxId: number, letter: VisitorLetter) {
  const key = letter.message?.idempotencyKey
  if (!key) return undefined
  const row = await work.tx
    .selectFrom('conversations')
    .select(conversationColumns)
    .where('contact_inbox_id', '=', contactInboxId)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('messages')
          .select('messages.id')
          .whereRef('messages.conversation_id', '=', 'conversations.id')
          .where('messages.idempotency_key', '=', storedKey({ type: 'contact' }, key)),
      ),
    )
    .executeTakeFirst()
  return row as Conversation | undefined
}
