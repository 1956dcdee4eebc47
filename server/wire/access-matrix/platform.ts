import type { Row } from './row.ts'

/** Programs that provision accounts and people. */
export const platform: Row[] = [
  // The address is taken by the time that the second app asks for it.
  ['POST ^/users', '401 401 200 422', { body: { name: 'Uma', email: 'uma@platform.example' } }],
  ['GET ^/users/:id', '401 401 401 200'],
  ['PATCH ^/users/:id', '401 401 401 200', { body: { name: 'Uma' } }],
  ['GET ^/users/:id/login', '401 401 401 200'],
  ['POST ^/users/:id/token', '401 401 401 200'],
  ['GET ^/accounts', '401 401 200 200'],
  ['POST ^/accounts', '401 401 200 200', { body: { name: 'Provisioned' } }],
  ['GET ^/accounts/:id', '401 401 401 200'],
  ['PATCH ^/accounts/:id', '401 401 401 200', { body: { name: 'Provisioned' } }],
  ['GET ^/accounts/:id/account_users', '401 401 401 200'],
  [
    'POST ^/accounts/:id/account_users',
    '401 401 401 200',
    { body: (at) => ({ user_id: at.platformUser, role: 'agent' }) },
  ],
  ['DELETE ^/accounts/:id/account_users', '401 401 401 200', { body: (at) => ({ user_id: at.platformUser }) }],
  ['GET ^/agent_bots', '401 401 200 200'],
  ['POST ^/agent_bots', '401 401 200 200', { body: { name: 'Robin' } }],
  ['GET ^/agent_bots/:id', '401 401 401 200', { id: (at) => at.platformBot }],
  ['PATCH ^/agent_bots/:id', '401 401 401 200', { id: (at) => at.platformBot, body: { name: 'Robin' } }],
  ['DELETE ^/agent_bots/:id/avatar', '401 401 401 200', { id: (at) => at.platformBot }],
  ['DELETE ^/agent_bots/:id', '401 401 401 200', { id: (at) => at.doomedPlatformBot }],
  ['DELETE ^/users/:id', '401 401 401 200', { id: (at) => at.doomedPlatformUser }],
  ['DELETE ^/accounts/:id', '401 401 401 200', { id: (at) => at.doomedPlatformAccount }],
]
