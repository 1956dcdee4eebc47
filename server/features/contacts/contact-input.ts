import { sql } from 'kysely'
import { invalid } from '../../kernel/refusal.ts'
import type { Json } from '../../kernel/event.ts'

/** What may be said of a contact; what is absent stays, attributes are merged. */
export interface ContactChanges {
  name?: string | null | undefined
  email?: string | null | undefined
  phoneNumber?: string | null | undefined
  identifier?: string | null | undefined
  blocked?: boolean | undefined
  additionalAttributes?: { [key: string]: Json } | undefined
  customAttributes?: { [key: string]: Json } | undefined
  /** A picture that has been received. */
  avatarBlobKey?: string | undefined
  /** Where on the web their picture is; it is fetched afterwards. */
  avatarUrl?: string | null | undefined
}

const FORMS = {
  email: {
    key: 'email',
    field: 'email',
    form: /^(?=.{3,254}$)[^\s@]+@[^\s@]+$/,
    says: 'Email must look like name@example.com',
  },
  phoneNumber: {
    key: 'phoneNumber',
    field: 'phone_number',
    form: /^\+[1-9]\d{1,14}$/,
    says: 'Phone number must be in E.164 form, such as +491701234567',
  },
  avatarUrl: {
    key: 'avatarUrl',
    field: 'avatar_url',
    form: /^https?:\/\/\S{1,2000}$/i,
    says: 'avatar_url must be an http or https address',
  },
} as const

/** The detail that is not well formed, if any. */
export function malformedDetail(changes: ContactChanges): (typeof FORMS)[keyof typeof FORMS] | undefined {
  for (const key of ['email', 'phoneNumber', 'avatarUrl'] as const) {
    const value = changes[key]?.trim()
    if (value && !FORMS[key].form.test(value)) return FORMS[key]
  }
  return undefined
}

/** The columns that the changes name; refuses malformed details by their field. */
export function contactColumns(changes: ContactChanges) {
  const malformed = malformedDetail(changes)
  if (malformed) throw invalid(malformed.field, malformed.says)
  const text = (value: string | null | undefined) => (value === undefined ? undefined : value?.trim() || null)
  const columns = {
    name: changes.name === undefined ? undefined : (changes.name?.trim().slice(0, 255) ?? ''),
    email: text(changes.email)?.toLowerCase() ?? text(changes.email),
    phone_number: text(changes.phoneNumber),
    identifier: text(changes.identifier),
    blocked: changes.blocked,
    avatar_blob_key: changes.avatarBlobKey,
  }
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as typeof columns
}

/** The attribute columns, merged into what is there (contract 2.8: JSON attributes are merged). */
export function mergedAttributes(changes: ContactChanges) {
  const merge = (column: string, value: { [key: string]: Json } | undefined) =>
    value && Object.keys(value).length > 0
      ? sql<string>`${sql.ref(column)} || ${JSON.stringify(value)}::jsonb`
      : undefined
  const additional = merge('contacts.additional_attributes', changes.additionalAttributes)
  const custom = merge('contacts.custom_attributes', changes.customAttributes)
  return { ...(additional && { additional_attributes: additional }), ...(custom && { custom_attributes: custom }) }
}
