/**
 * Who may call which route: one row per route, one status per caller. The test beside it calls every route as every caller and
 * fails for a route without a row. 401 is the contract's answer to a missing right (2.1); 404 does not tell whether it exists.
 */

/** The rows that a test has made, for addresses and bodies. */
export interface Places {
  inbox: number
  apiInbox: number
  doomedInbox: number
  contact: number
  conversation: number
  /** The conversation of the public API's client. */
  clientConversation: number
  message: number
  spareAgent: number
  insideAgent: number
  session: number
  account: number
}

/** How a row's request differs from an empty one at the usual place. */
export interface Request {
  body?: object | ((places: Places) => object)
  query?: (places: Places) => string
  id?: (places: Places) => number
}

/** The callers of each access rule, in the order of a row's statuses. */
export const CALLERS = {
  anybody: ['anonymous'],
  'signed in': ['anonymous', 'revoked device', 'agent'],
  member: [
    'anonymous',
    'revoked device',
    'agent of another account',
    'outside the inbox',
    'in the inbox',
    'administrator',
  ],
  visitor: ['no website token', "another website's token", 'forged token', 'own token'],
  client: ['unknown inbox', "another inbox's contact", 'own contact'],
} as const

/** A route, what each caller is answered (a dash where there is no such caller), and what is sent. */
type Row = [route: string, statuses: string, request?: Request]

const anybody: Row[] = [
  ['GET /health', '200'],
  ['GET /api', '200'],
  ['GET /metrics', '200'],
  ['POST /auth/sign_in', '401', { body: { email: 'ada@lamp.example', password: 'a wrong one' } }],
  ['GET /auth/sign_in', '302'],
  ['POST /setup', '404', { body: { token: 'x' } }],
  ['GET /attachments/:id/:name', '404'],
  ['GET /avatars/:id/:version', '404'],
  ['GET /', '200'],
  ['GET /app', '200'],
  ['GET /app/*', '200'],
  ['GET /setup', '200'],
  ['GET /widget', '404'],
  ['GET /packs/js/sdk.js', '200'],
  ['GET /porchlight.js', '200'],
  ['GET /demo', '404'],
  ['GET /demo/shop.css', '404'],
  ['GET /demo/shop.js', '404'],
]

const signedIn: Row[] = [
  ['GET /auth/validate_token', '401 401 200'],
  ['DELETE /auth/sign_out', '401 401 200'],
  ['GET /api/v1/profile', '401 401 200'],
  ['PUT /api/v1/profile', '401 401 200', { body: { name: 'Ines' } }],
  ['PATCH /api/v1/profile', '401 401 200', { body: { name: 'Ines' } }],
  ['DELETE /api/v1/profile/avatar', '401 401 200'],
  [
    'POST /api/v1/profile/availability',
    '401 401 200',
    { body: (at) => ({ account_id: at.account, availability: 'busy' }) },
  ],
  [
    'POST /api/v1/profile/auto_offline',
    '401 401 200',
    { body: (at) => ({ account_id: at.account, auto_offline: false }) },
  ],
  ['PUT /api/v1/profile/set_active_account', '401 401 200', { body: (at) => ({ account_id: at.account }) }],
  ['POST /api/v1/profile/reset_access_token', '401 401 200'],
  ['GET /api/v1/profile/sessions', '401 401 200'],
  ['DELETE /api/v1/profile/sessions/:id', '401 401 200', { id: (at) => at.session }],
]

const account: Row[] = [
  ['GET ~', '401 401 401 200 200 200'],
  ['PATCH ~', '401 401 401 401 401 200', { body: { name: 'Lamp & Co' } }],
  ['POST ~/update_active_at', '401 401 401 200 200 200'],
  ['GET ~/cache_keys', '401 401 401 200 200 200'],
  ['GET ~/agents', '401 401 401 200 200 200'],
  ['POST ~/agents', '401 401 401 401 401 200', { body: { name: 'Noor', email: 'noor@lamp.example' } }],
  ['PATCH ~/agents/:id', '401 401 401 401 401 200', { body: { availability: 'busy' } }],
  ['DELETE ~/agents/:id', '401 401 401 401 401 200'],
  ['GET ~/assignable_agents', '401 401 401 404 200 200', { query: (at) => `inbox_ids[]=${at.inbox}` }],
]

const inboxes: Row[] = [
  ['GET ~/inboxes', '401 401 401 200 200 200'],
  ['GET ~/inboxes/:id', '401 401 401 404 200 200'],
  ['POST ~/inboxes', '401 401 401 401 401 200', { body: { name: 'New', channel: { type: 'api' } } }],
  ['PATCH ~/inboxes/:id', '401 401 401 401 401 200', { body: { name: 'Website' } }],
  ['DELETE ~/inboxes/:id', '401 401 401 401 401 200', { id: (at) => at.doomedInbox }],
  ['POST ~/inboxes/:id/reset_secret', '401 401 401 401 401 200', { id: (at) => at.apiInbox }],
  ['GET ~/inbox_members/:inbox_id', '401 401 401 404 200 200'],
  ['POST ~/inbox_members', '401 401 401 401 401 200', { body: membersOf }],
  ['PATCH ~/inbox_members', '401 401 401 401 401 200', { body: membersOf }],
  ['DELETE ~/inbox_members', '401 401 401 401 401 200', { body: (at) => ({ inbox_id: at.inbox, user_ids: [] }) }],
]

const contacts: Row[] = [
  ['GET ~/contacts/:id', '401 401 401 200 200 200'],
  ['POST ~/contacts', '401 401 401 200 200 200', { body: { name: 'Mo' } }],
  ['PUT ~/contacts/:id', '401 401 401 200 200 200', { body: { name: 'Mo' } }],
  ['PATCH ~/contacts/:id', '401 401 401 200 200 200', { body: { name: 'Mo' } }],
  [
    'POST ~/contacts/:id/destroy_custom_attributes',
    '401 401 401 200 200 200',
    { body: { custom_attributes: ['plan'] } },
  ],
  ['GET ~/contacts/:id/conversations', '401 401 401 200 200 200'],
]

const conversations: Row[] = [
  ['GET ~/conversations', '401 401 401 200 200 200'],
  ['GET ~/conversations/meta', '401 401 401 200 200 200'],
  ['GET ~/conversations/:number', '401 401 401 404 200 200'],
  [
    'POST ~/conversations',
    '401 401 401 404 200 200',
    { body: (at) => ({ inbox_id: at.inbox, contact_id: at.contact }) },
  ],
  ['PATCH ~/conversations/:number', '401 401 401 404 200 200', { body: { priority: 'high' } }],
  ['POST ~/conversations/:number/toggle_priority', '401 401 401 404 200 200', { body: { priority: null } }],
  ['POST ~/conversations/:number/toggle_status', '401 401 401 404 200 200'],
  ['POST ~/conversations/:number/assignments', '401 401 401 404 200 200', { body: { assignee_id: null } }],
  ['POST ~/conversations/:number/toggle_typing_status', '401 401 401 404 200 200', { body: { typing_status: 'on' } }],
  ['POST ~/conversations/:number/custom_attributes', '401 401 401 404 200 200', { body: { custom_attributes: {} } }],
  ['POST ~/conversations/:number/update_last_seen', '401 401 401 404 200 200'],
  ['POST ~/conversations/:number/unread', '401 401 401 404 200 200'],
  ['GET ~/conversations/:number/messages', '401 401 401 404 200 200'],
  ['POST ~/conversations/:number/messages', '401 401 401 404 200 200', { body: { content: 'Hi' } }],
  // The conversation of the matrix is a visitor's: only API inboxes report deliveries.
  ['PATCH ~/conversations/:number/messages/:id', '401 401 401 404 403 403', { body: { status: 'delivered' } }],
  ['POST ~/conversations/:number/messages/:id/retry', '401 401 401 404 403 403'],
  ['DELETE ~/conversations/:number/messages/:id', '401 401 401 404 200 200'],
]

const visitors: Row[] = [
  ['POST /api/v1/widget/config', '404 401 401 200'],
  ['GET /api/v1/widget/inbox_members', '404 401 401 200'],
  ['GET /api/v1/widget/campaigns', '404 401 401 200'],
  ['POST /api/v1/widget/events', '404 401 401 200'],
  ['GET /api/v1/widget/contact', '404 401 401 200'],
  ['PATCH /api/v1/widget/contact', '404 401 401 200', { body: { name: 'Mo' } }],
  ['PATCH /api/v1/widget/contact/set_user', '404 401 401 200', { body: { identifier: 'mo-1' } }],
  [
    'POST /api/v1/widget/contact/destroy_custom_attributes',
    '404 401 401 200',
    { body: { custom_attributes: ['plan'] } },
  ],
  ['GET /api/v1/widget/conversations', '404 401 401 200'],
  ['POST /api/v1/widget/conversations', '404 401 401 200', { body: { message: { content: 'Hello' } } }],
  ['POST /api/v1/widget/conversations/update_last_seen', '404 401 401 200'],
  ['POST /api/v1/widget/conversations/toggle_typing', '404 401 401 200', { body: { typing_status: 'on' } }],
  ['GET /api/v1/widget/conversations/toggle_status', '404 401 401 200'],
  [
    'POST /api/v1/widget/conversations/set_custom_attributes',
    '404 401 401 200',
    { body: { custom_attributes: { a: 1 } } },
  ],
  [
    'POST /api/v1/widget/conversations/destroy_custom_attributes',
    '404 401 401 200',
    { body: { custom_attribute: ['a'] } },
  ],
  ['GET /api/v1/widget/messages', '404 401 401 200'],
  ['POST /api/v1/widget/messages', '404 401 401 200', { body: { message: { content: 'Hello' } } }],
  ['PATCH /api/v1/widget/messages/:id', '404 401 401 200', { body: { contact: { email: 'mo@home.example' } } }],
  ['POST /api/v1/widget/labels', '404 401 401 200', { body: { label: 'vip' } }],
  ['DELETE /api/v1/widget/labels/:label', '404 401 401 200'],
]

const clients: Row[] = [
  ['GET /public/api/v1/inboxes/:identifier', '404 - 200'],
  ['POST /public/api/v1/inboxes/:identifier/contacts', '404 - 200', { body: { name: 'Kim' } }],
  ['GET @', '404 404 200'],
  ['PATCH @', '404 404 200', { body: { name: 'Kim' } }],
  ['GET @/conversations', '404 404 200'],
  ['POST @/conversations', '404 404 200'],
  ['GET @/conversations/:number', '404 404 200'],
  ['POST @/conversations/:number/toggle_status', '404 404 200'],
  ['POST @/conversations/:number/toggle_typing', '404 404 200', { body: { typing_status: 'on' } }],
  ['POST @/conversations/:number/update_last_seen', '404 404 200'],
  ['GET @/conversations/:number/messages', '404 404 200'],
  ['POST @/conversations/:number/messages', '404 404 200', { body: { content: 'Hello' } }],
]

function membersOf(at: Places) {
  return { inbox_id: at.inbox, user_ids: [at.insideAgent] }
}

/** What one row says. */
export interface Expectation {
  /** Method and full path, as the route table spells them. */
  route: string
  access: keyof typeof CALLERS
  statuses: (number | '-')[]
  request: Request
}

/** All rows, by their access rule; `~` and `@` are the usual beginnings of paths. */
export const accessMatrix: Expectation[] = [
  ...expectations('anybody', anybody),
  ...expectations('signed in', signedIn),
  ...expectations('member', [...account, ...inboxes, ...contacts, ...conversations]),
  ...expectations('visitor', visitors),
  ...expectations('client', clients),
]

function expectations(access: keyof typeof CALLERS, rows: Row[]): Expectation[] {
  return rows.map(([route, statuses, request = {}]) => ({
    route: route
      .replace(' ~', ' /api/v1/accounts/:account_id')
      .replace(' @', ' /public/api/v1/inboxes/:identifier/contacts/:source_id'),
    access,
    statuses: statuses.split(' ').map((status) => (status === '-' ? '-' : Number(status))),
    request,
  }))
}
