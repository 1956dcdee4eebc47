import type { Contact } from '../contacts/index.ts'

const COLUMNS: Record<string, (contact: Contact) => unknown> = {
  id: (contact) => contact.id,
  name: (contact) => contact.name,
  email: (contact) => contact.email,
  phone_number: (contact) => contact.phoneNumber,
  identifier: (contact) => contact.identifier,
  company_name: (contact) => contact.additionalAttributes['company_name'],
  city: (contact) => contact.additionalAttributes['city'],
  country: (contact) => contact.additionalAttributes['country'],
  country_code: (contact) => contact.additionalAttributes['country_code'],
  description: (contact) => contact.additionalAttributes['description'],
  labels: (contact) => contact.labels.join(','),
  blocked: (contact) => contact.blocked,
  created_at: (contact) => contact.createdAt.toISOString(),
  last_activity_at: (contact) => contact.lastActivityAt?.toISOString(),
}

/** What an export holds unless somebody chooses. */
export const USUAL_COLUMNS = ['id', 'name', 'email', 'phone_number', 'identifier', 'company_name', 'city', 'country']

// Some of these signs are what Asian keyboards write for the same.
const FORMULA = /^[=+\-@\t\r＝＋－＠]/
const E164 = /^\+[1-9]\d{1,14}$/

/** A contact as a row of a CSV file; a column that is no detail is a custom attribute. */
export function exportRow(contact: Contact, columns: string[]): string[] {
  return columns.map((column) => {
    const read = Object.hasOwn(COLUMNS, column) ? COLUMNS[column] : undefined
    const text = asText(read ? read(contact) : contact.customAttributes[column])
    return column === 'phone_number' && E164.test(text) ? text : safeCell(text)
  })
}

/** A cell that no spreadsheet takes for a formula: customers choose their names, and a formula can send what stands beside it. */
export function safeCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}
