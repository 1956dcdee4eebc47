import { surveyAnswerBody } from '../../../contract/http/csat.ts'
import { loadAccount } from '../../features/accounts/index.ts'
import { answerSurvey, findSurvey, type Survey } from '../../features/csat/index.ts'
import { findInbox } from '../../features/inboxes/index.ts'
import { notFound } from '../../kernel/refusal.ts'
import { limit } from '../../platform/http/rate-limit.ts'
import type { Call } from '../../platform/http/route.ts'
import { open } from '../access.ts'
import { parse } from '../parse.ts'
import { inboxAvatarUrl } from '../present/avatar.ts'
import { surveyForCustomer } from '../present/csat.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

// Somebody who changes their mind; more is a program.
const ANSWERS = { hits: 20, seconds: 60 }

const path = '/public/api/v1/csat_survey/:uuid'

/** Rating a conversation, for whoever was given its uuid (contract 2.19). */
export const csatSurveyRoutes = [
  open('GET', path, async (call) => showSurvey(call, await surveyOfPath(call)), {
    summary: 'Shows a satisfaction survey to the customer',
    returns: 'csat_survey',
  }),
  open('PUT', path, answer, {
    summary: 'Answers a satisfaction survey',
    body: surveyAnswerBody,
    returns: 'csat_survey',
  }),
]

async function answer(call: Call<null>) {
  const { csat_survey_response: given } = parse(surveyAnswerBody, call.body).message.submitted_values
  await rate(call, await surveyOfPath(call), given)
  return showSurvey(call, await surveyOfPath(call))
}

/** The survey that a path's uuid names, or a refusal. */
export async function surveyOfPath(call: Call<null>): Promise<Survey> {
  const uuid = call.params['uuid'] ?? ''
  const survey = UUID.test(uuid) ? await findSurvey(call.ports.db, uuid) : undefined
  if (!survey) throw notFound()
  return survey
}

/** Stores what the customer says of a conversation, in their name. */
export async function rate(
  call: Call<null>,
  survey: Survey,
  given: { rating: number; feedback_message?: string | null | undefined },
): Promise<void> {
  const { accountId, contactId, contactInboxId, inboxId } = survey
  await limit(call.ports.scratch, `survey:${survey.messageId}`, ANSWERS)
  await call.ports.work(accountId, { kind: 'contact', contactId, contactInboxId, inboxId }, (work) =>
    answerSurvey(work, survey, { rating: given.rating, feedbackMessage: given.feedback_message?.trim() || null }),
  )
}

/** A survey as its customer sees it. */
export async function showSurvey(call: Call<null>, survey: Survey) {
  const { db, secrets } = call.ports
  const [inbox, account] = await Promise.all([findInbox(db, survey.inboxId), loadAccount(db, survey.accountId)])
  if (!inbox) throw notFound()
  return surveyForCustomer(survey, {
    inboxName: inbox.name,
    inboxAvatarUrl: inboxAvatarUrl(inbox, { secrets, origin: call.origin }),
    locale: account.locale,
  })
}
