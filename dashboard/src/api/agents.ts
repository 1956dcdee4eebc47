import { request } from './client.ts'
import type { Agent, Availability, Role } from './wire.ts'

const account = (accountId: number) => `/api/v1/accounts/${accountId}`

export function listAgents(accountId: number): Promise<Agent[]> {
  return request(`${account(accountId)}/agents`)
}

export function addAgent(
  accountId: number,
  agent: { name: string; email: string; password: string; role: Role; custom_role_id?: number | null },
): Promise<Agent & { invitation_url?: string }> {
  const { password, ...rest } = agent
  return request(`${account(accountId)}/agents`, { method: 'POST', body: password ? agent : rest })
}

/** A new link for an agent who never signed in; the link before opens nothing any more. */
export async function inviteAgain(accountId: number, id: number): Promise<string> {
  const path = `${account(accountId)}/agents/${id}/invitation`
  return (await request<{ invitation_url: string }>(path, { method: 'POST' })).invitation_url
}

export interface AgentChanges {
  name?: string
  role?: Role
  custom_role_id?: number | null
  availability?: Availability
}

export function changeAgent(accountId: number, id: number, changes: AgentChanges): Promise<Agent> {
  return request(`${account(accountId)}/agents/${id}`, { method: 'PATCH', body: changes })
}

export function removeAgent(accountId: number, id: number): Promise<unknown> {
  return request(`${account(accountId)}/agents/${id}`, { method: 'DELETE' })
}

/** One agent for each address; all or none. They are named after their addresses until they say otherwise. */
export function inviteMany(accountId: number, emails: string[]): Promise<unknown> {
  return request(`${account(accountId)}/agents/bulk_create`, { method: 'POST', body: { emails } })
}

export async function listAssignableAgents(accountId: number, inboxId: number): Promise<Agent[]> {
  const query = { inbox_ids: [inboxId] }
  const answer = await request<{ payload: Agent[] }>(`${account(accountId)}/assignable_agents`, { query })
  return answer.payload
}
