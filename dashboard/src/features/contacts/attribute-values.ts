import type { AttributeDefinition } from '../../api/customer.ts'

export type AttributeType = AttributeDefinition['attribute_display_type']

/** A value as people read it; empty when there is none. */
export function shownValue(type: AttributeType, value: unknown, locale: string): string {
  if (value === null || value === undefined || value === '') return ''
  if (type === 'date' && typeof value === 'string') {
    const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(value)
    if (!day) return value
    const date = new Date(Number(day[1]), Number(day[2]) - 1, Number(day[3]))
    return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(date)
  }
  if ((type === 'number' || type === 'currency' || type === 'percent') && typeof value === 'number')
    return new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(value) + (type === 'percent' ? ' %' : '')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** What a field holds while it is edited. */
export function draftOf(type: AttributeType, value: unknown): string {
  if (value === null || value === undefined || typeof value === 'object') return ''
  const text = String(value)
  return type === 'date' ? text.slice(0, 10) : text
}

/** What is stored for a typed text: null takes the value away, undefined is no value of this type. */
export function valueOf(definition: AttributeDefinition, words: string): string | number | null | undefined {
  const text = words.trim()
  if (text === '') return null
  switch (definition.attribute_display_type) {
    case 'number':
    case 'currency':
    case 'percent': {
      const number = Number(text.replace(',', '.'))
      return Number.isFinite(number) ? number : undefined
    }
    case 'link':
      return /^https?:\/\/\S+$/i.test(text) ? text : undefined
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined
    case 'list':
      return definition.attribute_values.includes(text) ? text : undefined
    default:
      return text
  }
}
