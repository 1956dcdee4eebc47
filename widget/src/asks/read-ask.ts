import type { Message } from '../conversation/message.ts'
import { safeLink } from '../ui/rich-text.ts'

type Attributes = NonNullable<Message['content_attributes']>
type Row = Record<string, unknown>

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Bots write the items by hand, so that anything may be in them. */
function rowsIn(value: unknown): Row[] {
  return (Array.isArray(value) ? value : [value]).filter(isRow)
}

function words(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** What can be chosen; `value` stays what it was, because the server compares it. */
export interface Choice {
  title: string
  value: unknown
}

export function choicesOf({ content_attributes }: Message): Choice[] {
  return rowsIn(content_attributes?.items).map(({ title, value }) => ({ title: words(title) || words(value), value }))
}

const inputTypes = ['email', 'number', 'date', 'tel', 'url'] as const
const drawnAs: Record<string, 'textarea' | 'select' | 'checkbox'> = {
  text_area: 'textarea',
  textarea: 'textarea',
  select: 'select',
  checkbox: 'checkbox',
}

export interface Field {
  name: string
  label: string
  type: 'text' | (typeof inputTypes)[number] | 'textarea' | 'select' | 'checkbox'
  placeholder: string
  initial: string | boolean
  pattern: string
  options: { label: string; value: string }[]
  required: boolean
}

const blank = { name: 'value', placeholder: '', initial: '', pattern: '', options: [], required: true }

function fieldOf(row: Row): Field {
  const type = words(row.type)
  const drawn = drawnAs[type] ?? inputTypes.find((known) => known === type) ?? 'text'
  const options = (Array.isArray(row.options) ? row.options : []).map((option) =>
    isRow(option)
      ? { label: words(option.label) || words(option.title) || words(option.value), value: words(option.value) }
      : { label: words(option), value: words(option) },
  )
  return {
    name: words(row.name),
    label: words(row.label) || words(row.placeholder) || words(row.name),
    type: drawn,
    placeholder: words(row.placeholder),
    initial: drawn === 'checkbox' ? row.default === true : words(row.default),
    pattern: words(row.pattern),
    options,
    required: drawn !== 'checkbox' && row.required !== false,
  }
}

/** The fields of whatever is answered by typing. */
export function fieldsOf(message: Message, labels: { email: string; answer: string }): Field[] {
  switch (message.content_type) {
    case 'input_email':
      return [{ ...blank, label: labels.email, type: 'email' }]
    case 'form':
      return rowsIn(message.content_attributes?.items).map(fieldOf)
    default:
      return [{ ...blank, label: labels.answer, type: message.content_type === 'input_textarea' ? 'textarea' : 'text' }]
  }
}

/** Which sentence the value of a field deserves before it is sent, if any. */
export function complaintAbout(field: Field, value: string | boolean) {
  if (typeof value === 'boolean') return undefined
  const typed = value.trim()
  if (!typed) return field.required ? 'required' : undefined
  if (field.type === 'email' && !/^[^\s@]+@[^\s@]+$/.test(typed)) return 'emailInvalid'
  return field.pattern && !fits(field.pattern, typed) ? 'valueInvalid' : undefined
}

function fits(pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(value)
  } catch {
    // A pattern that is none must not keep anybody from answering.
    return true
  }
}

/** What was answered by choosing or typing, as lines for reading; empty when nothing was. */
export function answersIn(fields: Field[], { submitted_email, submitted_values }: Attributes) {
  if (submitted_email) return [{ label: fields[0]?.label ?? '', value: submitted_email }]
  return rowsIn(submitted_values).map(({ name, title, value }) => {
    const field = fields.find((one) => one.name === (name ?? 'value'))
    const option = field?.options.find((one) => one.value === value)
    return {
      label: field?.label ?? words(name),
      value: words(title) || option?.label || (value === true ? '✓' : words(value) || '–'),
    }
  })
}

export function ratingIn({ submitted_values }: Attributes): { rating: number; feedback: string } {
  const { rating, feedback_message } = rowsIn(rowsIn(submitted_values)[0]?.csat_survey_response)[0] ?? {}
  return { rating: Number(rating) || 0, feedback: words(feedback_message) }
}

export function cardsOf({ content_attributes }: Message) {
  return rowsIn(content_attributes?.items).map(({ title, description, media_url, actions, link }) => ({
    title: words(title),
    description: words(description),
    picture: /^https?:/i.test(words(media_url)) ? words(media_url) : undefined,
    link: safeLink(words(link)),
    actions: rowsIn(actions).map((action) => ({
      text: words(action.text) || words(action.uri),
      link: action.type === 'link' ? safeLink(words(action.uri)) : undefined,
      postback: action.type === 'postback',
      payload: action.payload,
    })),
  }))
}
