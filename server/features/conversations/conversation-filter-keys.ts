import { sql } from 'kysely'
import { attributeValue } from '../../platform/filter/attribute-value.ts'
import type { SqlKey } from '../../platform/filter/compile-filter.ts'

const column = (name: string) => sql.ref(`conversations.${name}`)
const additional = (key: string) => attributeValue(column('additional_attributes'), key, 'text')
const number = ['equal_to', 'not_equal_to', 'contains', 'does_not_contain'] as const

/** What filter rows may ask of conversations (contract 2.10), for a query that calls the table `conversations`. */
export const CONVERSATION_FILTER_KEYS = new Map<string, SqlKey>([
  [
    'status',
    {
      type: 'choice',
      choices: ['open', 'resolved', 'pending', 'snoozed'],
      everything: 'all',
      expression: column('status'),
    },
  ],
  [
    'priority',
    {
      type: 'choice',
      choices: ['low', 'medium', 'high', 'urgent'],
      optional: true,
      expression: column('priority'),
    },
  ],
  ['assignee_id', { type: 'id', optional: true, expression: column('assignee_id') }],
  ['inbox_id', { type: 'id', expression: column('inbox_id') }],
  ['team_id', { type: 'id', optional: true, expression: column('team_id') }],
  ['contact_id', { type: 'id', expression: column('contact_id') }],
  ['display_id', { type: 'id', operators: number, expression: column('number') }],
  ['campaign_id', { type: 'id', optional: true, expression: column('campaign_id') }],
  ['labels', { type: 'labels', expression: column('labels') }],
  ['browser_language', { type: 'text', expression: additional('browser_language') }],
  ['conversation_language', { type: 'text', expression: additional('conversation_language') }],
  ['referer', { type: 'text', expression: additional('referer') }],
  ['mail_subject', { type: 'text', expression: additional('mail_subject') }],
  ['created_at', { type: 'moment', expression: column('created_at') }],
  ['last_activity_at', { type: 'moment', expression: column('last_activity_at') }],
])

/** The custom attributes of each owner that conversations can be filtered by; those of the contact without a join. */
export const ATTRIBUTE_COLUMNS = {
  conversation: column('custom_attributes'),
  contact: sql`(select contacts.custom_attributes from contacts where contacts.id = conversations.contact_id)`,
}
