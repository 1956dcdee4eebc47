import { invalid } from '../../kernel/refusal.ts'
import type { Json } from '../../kernel/event.ts'

/** What a customer sends in answer to a message that asks for something. */
export interface Answer {
  values?: Json | undefined
  email?: string | undefined
}

/** The message that is answered. */
export interface Asked {
  contentType: string
  contentAttributes: { [key: string]: Json | undefined }
  createdAt: Date
}

type Fields = { [key: string]: Json | undefined }

const EMAIL = /^(?=.{3,254}$)[^\s@]+@[^\s@]+$/
const RATING_DAYS = 14
const LONGEST = 10_000

/** Holds an answer against what was asked: what is stored with the message (contract 2.11), or a refusal that says what would do. */
export function answerTo(asked: Asked, answer: Answer, now: Date): { [key: string]: Json } {
  const items = fieldsOf(asked.contentAttributes['items'])
  switch (asked.contentType) {
    case 'input_email':
      return { submitted_email: emailOf(answer) }
    case 'input_select':
      return { submitted_values: choices(items, answer.values) }
    case 'form':
      return { submitted_values: entries(items, answer.values) }
    case 'input_csat':
      return { submitted_values: { csat_survey_response: rating(asked, answer.values, now) } }
    case 'input_text':
    case 'input_textarea':
      return { submitted_values: [{ value: textOf(fieldsOf(answer.values)[0]?.['value'] ?? answer.values) }] }
    default:
      throw refused('This message asks for nothing, so it takes no answer')
  }
}

function emailOf({ email = '' }: Answer): string {
  const trimmed = email.trim()
  if (!EMAIL.test(trimmed)) throw invalid('submitted_email', 'submitted_email must look like name@example.com')
  return trimmed
}

function choices(items: Fields[], values: Json | undefined): Json[] {
  const chosen = fieldsOf(values).map(({ value }) => items.find((item) => item['value'] === value))
  if (chosen.length === 0 || chosen.includes(undefined)) {
    const possible = items.map((item) => String(item['value'])).join(', ')
    throw refused(`submitted_values must hold the value of one of the items: ${possible.slice(0, 500)}`)
  }
  return chosen.map((item) => ({ title: item?.['title'] ?? null, value: item?.['value'] ?? null }))
}

function entries(items: Fields[], values: Json | undefined): Json[] {
  const given = Array.isArray(values) ? fieldsOf(values) : namedValues(values)
  if (given.length === 0) throw refused('submitted_values must hold a name and a value for each field of the form')
  return given.map(({ name, value = null }) => {
    const item = items.find((candidate) => candidate['name'] === name)
    if (!item) throw refused(`submitted_values: the form has no field ${JSON.stringify(name ?? null).slice(0, 100)}`)
    return { name: name ?? null, value: fieldValue(item, value) }
  })
}

function fieldValue(item: Fields, value: Json): Json {
  if (typeof value === 'boolean' || typeof value === 'number' || value === null) return value
  const text = textOf(value)
  const options = Array.isArray(item['options']) ? item['options'].map((one) => optionValue(one)) : []
  if (item['type'] === 'select' && options.length > 0 && !options.includes(text)) {
    throw refused(`submitted_values: ${String(item['name'])} must be one of its options`)
  }
  return text
}

function rating(asked: Asked, values: Json | undefined, now: Date): Json {
  if (now.getTime() - asked.createdAt.getTime() > RATING_DAYS * 86_400_000) {
    throw refused(`The survey is over: it was open for ${RATING_DAYS} days`)
  }
  const response = fieldsOf(fieldsOf(values)[0]?.['csat_survey_response'])[0]
  const score = Number(response?.['rating'])
  if (!Number.isInteger(score) || score < 1 || score > 5) {
    throw refused('submitted_values.csat_survey_response.rating must be a whole number from 1 to 5')
  }
  const feedback = response?.['feedback_message'] ?? null
  return { rating: score, feedback_message: feedback === null ? null : textOf(feedback) }
}

function textOf(value: Json | undefined): string {
  if (typeof value !== 'string') throw refused('submitted_values must hold texts')
  if (value.length > LONGEST) throw refused(`submitted_values: a text may have at most ${LONGEST} characters`)
  return value
}

// One object is a list of one: some clients send only what was chosen.
function fieldsOf(value: Json | undefined): Fields[] {
  const list = Array.isArray(value) ? value : [value]
  return list.filter((one): one is Fields => typeof one === 'object' && one !== null && !Array.isArray(one))
}

function namedValues(values: Json | undefined): Fields[] {
  return fieldsOf(values).flatMap((one) => Object.entries(one).map(([name, value]) => ({ name, value })))
}

function optionValue(option: Json): Json | undefined {
  return fieldsOf(option)[0]?.['value'] ?? (typeof option === 'string' ? option : undefined)
}

function refused(sentence: string) {
  return invalid('submitted_values', sentence)
}
