import type { Owner } from './definition.ts'

/** What everybody has anyway: a custom attribute of the same key could not be told from it in a filter. */
export const STANDARD_KEYS: Record<Owner, readonly string[]> = {
  conversation: [
    'status',
    'assignee_id',
    'inbox_id',
    'team_id',
    'contact_id',
    'priority',
    'display_id',
    'campaign_id',
    'labels',
    'browser_language',
    'conversation_language',
    'country_code',
    'referer',
    'created_at',
    'last_activity_at',
    'mail_subject',
  ],
  contact: [
    'name',
    'phone_number',
    'email',
    'identifier',
    'country_code',
    'city',
    'company_name',
    'labels',
    'created_at',
    'last_activity_at',
    'blocked',
  ],
  company: ['name', 'domain', 'description', 'created_at', 'last_activity_at'],
}
