import type { Json } from '../../kernel/event.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { enterInbox } from '../contacts/index.ts'
import { addMessage, lockLatest, startConversation } from '../conversations/index.ts'
import type { Campaign } from './campaign.ts'

/** A visitor whom a campaign made write. */
interface Answering {
  place: { inboxId: number; sourceId: string }
  /** The sessions whose conversations are theirs. */
  sessions: number[]
  customAttributes?: { [key: string]: Json } | undefined
}

/**
 * Begins a conversation with what a campaign said, because a visitor answers it (contract 1.7). Whoever is in a conversation
 * already has it go on: a request that is repeated changes nothing.
 */
export async function beginFromCampaign(work: Work, campaign: Campaign, visitor: Answering): Promise<void> {
  const place = await enterInbox(work, visitor.place)
  // Locked, so that two tabs at once end in one conversation.
  await work.tx.selectFrom('contact_inboxes').select('id').where('id', '=', place.id).forUpdate().execute()
  const latest = await lockLatest(work, [...new Set([...visitor.sessions, place.id])])
  if (latest && latest.status !== 'resolved') return
  const conversation = await startConversation(work, {
    inboxId: place.inboxId,
    contactId: place.contactId,
    contactInboxId: place.id,
    campaignNumber: campaign.number,
    customAttributes: visitor.customAttributes,
  })
  await addMessage(work, conversation, {
    direction: 'outgoing',
    sender: campaign.senderId === null ? null : { type: 'user', id: campaign.senderId },
    content: campaign.message,
    additionalAttributes: { campaign_id: campaign.number },
  })
}
