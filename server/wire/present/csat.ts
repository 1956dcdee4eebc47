import type { Contact } from '../../features/contacts/index.ts'
import type { Survey, SurveyResponse } from '../../features/csat/index.ts'
import type { Agent } from '../../features/people/index.ts'
import { contact } from './contact.ts'
import { agent } from './person.ts'
import { iso, seconds, type Shown } from './shown.ts'

/** Who the answers of a list are about. */
export interface PeopleOfResponses {
  contacts: Map<number, Contact>
  agents: Map<number, Agent>
}

/** An answer to a survey, for reports (contract 2.16). */
export function surveyResponse(one: SurveyResponse, people: PeopleOfResponses, shown: Shown) {
  const customer = people.contacts.get(one.contactId)
  const assigned = people.agents.get(one.assignedAgentId ?? 0)
  return {
    id: one.id,
    rating: one.rating,
    csat_review_notes: one.reviewNotes,
    review_notes_updated_at: one.reviewNotesUpdatedAt && seconds(one.reviewNotesUpdatedAt),
    feedback_message: one.feedbackMessage,
    account_id: one.accountId,
    message_id: one.messageId,
    ...(customer && { contact: contact(customer, shown) }),
    conversation_id: one.conversationNumber,
    ...(assigned && { assigned_agent: agent(assigned, shown) }),
    created_at: seconds(one.createdAt),
  }
}

/** A survey for the customer who answers it (contract 2.19): nothing of what the company notes beside the answer. */
export function surveyForCustomer(
  survey: Survey,
  around: { inboxName: string; inboxAvatarUrl: string; locale: string },
) {
  const { response } = survey
  return {
    id: survey.messageId,
    csat_survey_response: response && {
      id: response.id,
      rating: response.rating,
      feedback_message: response.feedbackMessage,
      created_at: iso(response.createdAt),
      updated_at: iso(response.updatedAt),
    },
    display_type: survey.displayType,
    content: survey.content,
    inbox_avatar_url: around.inboxAvatarUrl,
    inbox_name: around.inboxName,
    locale: around.locale,
    conversation_id: survey.conversationNumber,
    created_at: seconds(survey.askedAt),
  }
}
