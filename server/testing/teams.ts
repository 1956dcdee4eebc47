import type { Answer, TestAgent } from './people.ts'

/** Creates a team of these agents. Returns the team object of the API. */
export async function aTeam(
  administrator: TestAgent,
  name: string,
  members: TestAgent[] = [],
  more: object = {},
): Promise<Answer['body']> {
  const created = await administrator.post('~/teams', { name, ...more })
  if (created.status !== 200) throw new Error(`No team: ${JSON.stringify(created.body)}`)
  const user_ids = members.map((member) => member.user.id)
  await administrator.post(`~/teams/${created.body.id}/team_members`, { user_ids })
  return created.body
}

/** Creates a custom role with these permissions. Returns the object of the API. */
export async function aCustomRole(
  administrator: TestAgent,
  permissions: string[] = [],
  more: object = {},
): Promise<Answer['body']> {
  const created = await administrator.post('~/custom_roles', { name: 'Some', permissions, ...more })
  if (created.status !== 200) throw new Error(`No custom role: ${JSON.stringify(created.body)}`)
  return created.body
}

/** Gives an agent a custom role of these permissions, or takes it away with null. */
export async function limit(
  administrator: TestAgent,
  agent: TestAgent,
  permissions: string[] | null,
  more: object = {},
): Promise<void> {
  const role = permissions && (await aCustomRole(administrator, permissions, more))
  const answer = await administrator.patch(`~/agents/${agent.user.id}`, { custom_role_id: role?.id ?? null })
  if (answer.status !== 200) throw new Error(`No limit: ${JSON.stringify(answer.body)}`)
}
