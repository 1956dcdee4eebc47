import type { Row } from './row.ts'

/** Answers to satisfaction surveys. */
export const csat: Row[] = [
  ['GET ~/csat_survey_responses', '401 401 401 401 401 200'],
  ['GET ~/csat_survey_responses/metrics', '401 401 401 401 401 200'],
  ['GET ~/csat_survey_responses/download', '401 401 401 401 401 200'],
  ['PATCH ~/csat_survey_responses/:id', '401 401 401 401 401 404', { body: { csat_review_notes: 'Called back' } }],
]
