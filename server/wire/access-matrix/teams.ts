import type { Places, Row } from './row.ts'

/** Teams, their members, and custom roles. */
export const teams: Row[] = [
  ['GET ~/teams', '401 401 401 200 200 200'],
  ['GET ~/teams/:id', '401 401 401 200 200 200'],
  ['POST ~/teams', '401 401 401 401 401 200', { body: { name: 'Billing' } }],
  ['PATCH ~/teams/:id', '401 401 401 401 401 200', { body: { description: 'Who answers' } }],
  ['DELETE ~/teams/:id', '401 401 401 401 401 200', { id: (at) => at.doomedTeam }],
  ['GET ~/teams/:team_id/team_members', '401 401 401 200 200 200'],
  ['POST ~/teams/:team_id/team_members', '401 401 401 401 401 200', { body: membersOf }],
  ['PATCH ~/teams/:team_id/team_members', '401 401 401 401 401 200', { body: membersOf }],
  ['DELETE ~/teams/:team_id/team_members', '401 401 401 401 401 200', { body: { user_ids: [] } }],
  ['GET ~/custom_roles', '401 401 401 200 200 200'],
  ['GET ~/custom_roles/:id', '401 401 401 200 200 200'],
  [
    'POST ~/custom_roles',
    '401 401 401 401 401 200',
    { body: { name: 'Trainee', permissions: ['conversation_participating_manage'] } },
  ],
  ['PATCH ~/custom_roles/:id', '401 401 401 401 401 200', { body: { permissions: [] } }],
  ['DELETE ~/custom_roles/:id', '401 401 401 401 401 200', { id: (at) => at.doomedRole }],
]

function membersOf(at: Places) {
  return { user_ids: [at.insideAgent] }
}
