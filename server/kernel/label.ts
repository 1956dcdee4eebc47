import { invalid } from './refusal.ts'

const LONGEST = 255

/** The title of a label: lower case, letters, digits, - and _ only (contract 2.7). Refuses anything else by the field. */
export function labelTitle(text: string, field: string): string {
  const title = text.trim().toLowerCase()
  if (!/^[\p{L}\p{N}_-]{1,100}$/u.test(title)) {
    throw invalid(field, 'A label has 1 to 100 letters, digits, - and _ and nothing else')
  }
  return title
}

/**
 * The labels that a conversation or a contact is to carry, each once. They need not exist in the account, so they may have other
 * characters than a title (contract 2.23).
 */
export function labelsToCarry(texts: string[], field: string): string[] {
  const labels = texts.map((text) => text.trim().toLowerCase())
  if (labels.some((label) => label.length === 0 || label.length > LONGEST || /\p{Cc}/u.test(label))) {
    throw invalid(field, `${field} must be a list of texts of 1 to ${LONGEST} characters`)
  }
  return [...new Set(labels)]
}
