import type { Row } from './row.ts'

const bot = { id: (at: { bot: number }) => at.bot }

/** Bots, and the bot of an inbox. */
export const bots: Row[] = [
  ['GET ~/agent_bots', '401 401 401 200 200 200'],
  ['GET ~/agent_bots/:id', '401 401 401 200 200 200', bot],
  ['POST ~/agent_bots', '401 401 401 401 401 200', { body: { name: 'Echo' } }],
  ['PATCH ~/agent_bots/:id', '401 401 401 401 401 200', { ...bot, body: { name: 'Echo' } }],
  ['DELETE ~/agent_bots/:id/avatar', '401 401 401 401 401 200', bot],
  ['POST ~/agent_bots/:id/reset_access_token', '401 401 401 401 401 200', { id: (at) => at.spareBot }],
  ['POST ~/agent_bots/:id/reset_secret', '401 401 401 401 401 200', bot],
  ['DELETE ~/agent_bots/:id', '401 401 401 401 401 200', { id: (at) => at.spareBot }],
  ['GET ~/inboxes/:id/agent_bot', '401 401 401 404 200 200'],
  ['POST ~/inboxes/:id/set_agent_bot', '401 401 401 401 401 200', { body: { agent_bot: null } }],
]
