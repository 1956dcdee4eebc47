import { sql } from 'kysely'
import { compiled, type Given } from '../../platform/database/compiled.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { isBotActive } from '../agent-bots/index.ts'
import { addMessage, type Stored } from './add-message.ts'
import { changeStatus } from './change-status.ts'
import { reopensOnCustomerMessage, type Conversation, type Status } from './conversation.ts'
import type { MessageInput } from './message.ts'
import { withReplyTo } from './reply-to.ts'

/** A customer writes into a locked conversation. It comes back to the agents, unless the customer is blocked. */
export async function receiveMessage(work: Work, conversation: Conversation, input: MessageInput): Promise<Stored> {
  const sender = { type: 'contact' as const, id: conversation.contactId }
  const contentAttributes = await withReplyTo(work, conversation, input.contentAttributes)
  const stored = await addMessage(work, conversation, { ...input, contentAttributes, direction: 'incoming', sender })
  if (!stored.created) return stored
  const [contact] = await touchContact(work.tx, { id: conversation.contactId, now: work.now })
  if (reopensOnCustomerMessage(conversation.status) && !contact?.blocked) {
    await changeStatus(work, conversation, { status: await statusAfterReturn(work, conversation) })
  }
  return stored
}

const touchContact = compiled((db, given: Given<{ id: number; now: Date }>) =>
  db
    .updateTable('contacts')
    // To the minute: a row whose lists need not move is cheap to write, and this is written with every message.
    .set({
      last_activity_at: sql<Date>`case when last_activity_at > ${given.now}::timestamptz - interval '1 minute'
        then last_activity_at else ${given.now}::timestamptz end`,
    })
    .where('id', '=', given.id)
    .returning('blocked'),
)
/** What was resolved begins again with the inbox's bot, if there is one; what was snoozed comes back to the agents. */
async function statusAfterReturn(work: Work, conversation: Conversation): Promise<Status> {
  if (conversation.status !== 'resolved') return 'open'
  return (await isBotActive(work.tx, conversation.inboxId)) ? 'pending' : 'open'
}
