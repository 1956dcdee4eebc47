import type { Work } from '../../platform/database/unit-of-work.ts'
import { findContact } from '../contacts/index.ts'
import { addMessage, lockIfThere, mayReply, textFor } from '../conversations/index.ts'
import { findInbox } from '../inboxes/index.ts'
import { isAskedAbout, type SurveyRules } from './survey-rules.ts'

/**
 * Asks the customer how a resolved conversation was, once per conversation, where the inbox wants to know and may still write
 * (contract 2.23). A conversation that was reopened meanwhile is asked about when it ends.
 */
export async function askForRating(work: Work, conversationId: number): Promise<void> {
  const conversation = await lockIfThere(work, conversationId)
  if (conversation?.status !== 'resolved') return
  const inbox = await findInbox(work.tx, conversation.inboxId)
  if (!inbox?.csatSurveyEnabled) return
  const { csatConfig: config } = inbox
  if (!isAskedAbout(config['survey_rules'] as SurveyRules | undefined, conversation.labels)) return
  const contact = await findContact(work.tx, work.accountId, conversation.contactId)
  if (!contact || contact.blocked || !(await mayReply(work, conversation))) return
  const message = typeof config['message'] === 'string' ? config['message'].trim() : ''
  await addMessage(work, conversation, {
    direction: 'template',
    sender: null,
    contentType: 'input_csat',
    content: message || (await textFor(work, 'template.survey')),
    contentAttributes: { display_type: config['display_type'] === 'star' ? 'star' : 'emoji' },
    idempotencyKey: 'survey',
  })
}
