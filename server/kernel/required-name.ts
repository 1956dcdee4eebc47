import { invalid } from './refusal.ts'

/** A short text that must be there, trimmed; refuses an empty one and one over 255 characters by naming the field. */
export function requiredName(text: string, field = 'name'): string {
  const trimmed = text.trim()
  if (trimmed === '') throw invalid(field, `${field} can't be blank`)
  if (trimmed.length > 255) throw invalid(field, `${field} must have at most 255 characters`)
  return trimmed
}
