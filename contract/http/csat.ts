import { z } from 'zod'
import { id, list, moment, text } from './fields.ts'

const blankIsAbsent = (value: unknown) => (value === '' || value === null || value === 'null' ? undefined : value)

function filter<T extends z.ZodType>(schema: T) {
  return z.preprocess(blankIsAbsent, schema.optional())
}

/** GET ~/csat_survey_responses (contract 2.16). Empty filters say nothing. */
export const responsesQuery = z.object({
  page: filter(z.coerce.number().int().min(1).max(100_000)),
  sort: filter(z.enum(['created_at', '-created_at', 'rating', '-rating'])),
  since: filter(moment),
  until: filter(moment),
  user_ids: filter(list(id)),
  inbox_id: filter(id),
  team_id: filter(id),
  rating: filter(z.coerce.number().int().min(1).max(5)),
})

/** PATCH ~/csat_survey_responses/:id. */
export const reviewNotesBody = z.object({ csat_review_notes: text.nullable() })

const answer = z.object({
  rating: z.coerce.number().int().min(1).max(5),
  feedback_message: text.pipe(z.string().max(10_000)).nullable().optional(),
})

/** PUT /public/api/v1/csat_survey/:uuid (contract 2.19). */
export const surveyAnswerBody = z.object({
  message: z.object({ submitted_values: z.object({ csat_survey_response: answer }) }),
})

/** POST /survey/responses/:uuid: the form of our page. */
export const surveyFormBody = answer
