import type { Message } from '../../api/wire.ts'

export const ASKED = new Set([
  'input_select',
  'form',
  'cards',
  'article',
  'input_csat',
  'input_email',
  'input_text',
  'input_textarea',
])

interface AskedItem {
  title: string
  description: string
  name: string
  label: string
  value: unknown
  links: { text: string; href: string }[]
}

type Fields = Record<string, unknown>

/** What was offered. Anything may be in it: programs write these. A picture is a link, because looking must fetch nothing foreign. */
export function itemsOf(message: Message): AskedItem[] {
  return listOf(message.content_attributes['items']).map((item) => ({
    title: words(item['title']),
    description: words(item['description']),
    name: words(item['name']),
    label: words(item['label']),
    value: item['value'],
    links: [
      ...(item['media_url'] ? [{ text: '', href: webAddress(item['media_url']) }] : []),
      ...(item['link'] ? [{ text: words(item['link']), href: webAddress(item['link']) }] : []),
      ...listOf(item['actions']).map((action) => ({ text: words(action['text']), href: webAddress(action['uri']) })),
    ],
  }))
}

/** What the customer answered. */
export function answersOf(message: Message): { name: string; value: string }[] {
  const { submitted_values: values, submitted_email: email } = message.content_attributes
  if (email) return [{ name: 'email', value: words(email) }]
  return listOf(values).map((one) => ({ name: words(one['name'] ?? one['title']), value: words(one['value']) }))
}

export function ratingOf(message: Message): { rating: number; words: string } | null {
  const values = message.content_attributes['submitted_values'] as { csat_survey_response?: Fields } | undefined
  const rating = Number(values?.csat_survey_response?.['rating'])
  return rating >= 1 && rating <= 5
    ? { rating, words: words(values?.csat_survey_response?.['feedback_message']) }
    : null
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter((one): one is Fields => typeof one === 'object' && one !== null) : []
}

function words(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

function webAddress(value: unknown): string {
  return /^(https?:\/\/|mailto:|tel:)\S+$/i.test(words(value)) ? words(value) : ''
}
