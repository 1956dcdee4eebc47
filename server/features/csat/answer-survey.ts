import type { Work } from '../../platform/database/unit-of-work.ts'
import { lockConversation, submitAnswer } from '../conversations/index.ts'
import { recordRating } from './record-rating.ts'
import type { Survey } from './survey.ts'

/** The customer rates a conversation, or thinks again: for fourteen days from the question on. */
export async function answerSurvey(
  work: Work,
  survey: Pick<Survey, 'conversationId' | 'messageId'>,
  answer: { rating: number; feedbackMessage: string | null },
): Promise<void> {
  const conversation = await lockConversation(work, survey.conversationId)
  const response = { rating: answer.rating, feedback_message: answer.feedbackMessage }
  await submitAnswer(work, conversation, survey.messageId, { values: { csat_survey_response: response } })
  await recordRating(work, survey.messageId)
}
