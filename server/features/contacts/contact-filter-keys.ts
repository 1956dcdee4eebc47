import { sql } from 'kysely'
import type { SqlKey } from '../../platform/filter/compile-filter.ts'
import { attributeValue } from '../../platform/filter/attribute-value.ts'

const column = (name: string) => sql.ref(`contacts.${name}`)
const additional = (key: string) => attributeValue(column('additional_attributes'), key, 'text')

/** What filter rows may ask of contacts (contract 2.10), for a query that calls the table `contacts`. */
export const CONTACT_FILTER_KEYS = new Map<string, SqlKey>([
  ['name', { type: 'text', expression: column('name') }],
  ['phone_number', { type: 'text', expression: column('phone_number'), spelled: withPlus }],
  ['email', { type: 'text', expression: column('email') }],
  ['identifier', { type: 'text', expression: column('identifier') }],
  ['country_code', { type: 'text', expression: additional('country_code') }],
  ['city', { type: 'text', expression: additional('city') }],
  ['company_name', { type: 'text', expression: additional('company_name') }],
  ['labels', { type: 'labels', expression: column('labels') }],
  ['created_at', { type: 'moment', expression: column('created_at') }],
  ['last_activity_at', { type: 'moment', expression: column('last_activity_at') }],
  ['blocked', { type: 'flag', expression: column('blocked') }],
])

// In forms and addresses the plus of a number gets lost, and people leave it out.
function withPlus(text: string): string {
  return `+${text.replaceAll(/[\s+]/g, '')}`
}
