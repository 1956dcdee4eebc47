import type { ContactChange } from '../../api/contacts.ts'
import type { Contact } from '../../api/wire.ts'

/** What is done to a contact; what is absent stays. Every word names the outcome, so that a repeat changes nothing. */
export interface ContactEdit {
  fields?: ContactChange
  /** Null takes the attribute away. */
  attributes?: Record<string, unknown>
  /** The whole list. */
  labels?: string[]
  blocked?: boolean
}

/** What a contact looks like once the change is made. */
export function editedContact(contact: Contact, { fields, attributes, labels, blocked }: ContactEdit): Contact {
  return {
    ...contact,
    ...fields,
    ...(attributes && { custom_attributes: withAttributes(contact.custom_attributes, attributes) }),
    ...(labels && { labels }),
    ...(blocked !== undefined && { blocked }),
  }
}

/** A contact whose refused change is taken back: only what the change said, as it was before. */
export function undoneContact(contact: Contact, edit: ContactEdit, before: Contact): Contact {
  const keys = Object.keys(edit.fields ?? {}) as (keyof ContactChange)[]
  const attributes = Object.keys(edit.attributes ?? {}).map((key) => [key, before.custom_attributes[key] ?? null])
  return editedContact(contact, {
    fields: Object.fromEntries(keys.map((key) => [key, before[key]])),
    ...(edit.attributes && { attributes: Object.fromEntries(attributes) as Record<string, unknown> }),
    ...(edit.labels && { labels: before.labels ?? [] }),
    ...(edit.blocked !== undefined && { blocked: before.blocked ?? false }),
  })
}

function withAttributes(known: Record<string, unknown>, said: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...known, ...said }).filter(([, value]) => value !== null))
}
