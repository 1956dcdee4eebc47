import type { Row } from './row.ts'

/** The account and its agents. */
export const account: Row[] = [
  ['GET ~', '401 401 401 200 200 200'],
  ['PATCH ~', '401 401 401 401 401 200', { body: { name: 'Lamp & Co' } }],
  ['PATCH ~/onboarding', '401 401 401 401 401 200', { body: { industry: 'Lamps' } }],
  ['POST ~/update_active_at', '401 401 401 200 200 200'],
  ['GET ~/first_steps', '401 401 401 401 401 200'],
  ['PATCH ~/first_steps', '401 401 401 401 401 200', { body: { dismissed: true } }],
  ['GET ~/cache_keys', '401 401 401 200 200 200'],
  ['GET ~/agents', '401 401 401 200 200 200'],
  ['POST ~/agents', '401 401 401 401 401 200', { body: { name: 'Noor', email: 'noor@lamp.example' } }],
  ['POST ~/agents/bulk_create', '401 401 401 401 401 200', { body: { emails: ['pia@lamp.example'] } }],
  ['POST ~/agents/:id/invitation', '401 401 401 401 401 200', { id: (at) => at.invitedAgent }],
  ['PATCH ~/agents/:id', '401 401 401 401 401 200', { body: { availability: 'busy' } }],
  ['DELETE ~/agents/:id', '401 401 401 401 401 200'],
  ['GET ~/assignable_agents', '401 401 401 404 200 200', { query: (at) => `inbox_ids[]=${at.inbox}` }],
]
