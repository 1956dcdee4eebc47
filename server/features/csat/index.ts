export { answerSurvey } from './answer-survey.ts'
export { askForRating } from './ask-for-rating.ts'
export { annotateResponse } from './annotate-response.ts'
export { recordRating } from './record-rating.ts'
export {
  eachResponse,
  listResponses,
  measureResponses,
  type ResponseFilter,
  type SurveyResponse,
} from './response-list.ts'
export { findSurvey, type Survey } from './survey.ts'
