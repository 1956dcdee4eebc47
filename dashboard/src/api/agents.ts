import { request } from './client.ts'
import type { Agent, Role } from './wire.ts'

const account = (accountId: number) => `/api/v1/accounts/${accountId}`

export function listAgents(accountId: number): Promise<Agent[]> {
  return request(`${account(accountId)}/agents`)
}

export function addAgent(
  accountId: number,
  agent: { name: string; email: string; password: string; role: Role },
): Promise<Agent & { invitation_url?: string }> {
  const { password, ...rest } = agent
  return request(`${account(accountId)}/agents`, { method: 'POST', body: password ? agent : rest })
}

/** A new link for an agent who never signed in; the link before opens nothing any more. */
export async function inviteAgain(accountId: number, id: number): Promise<string> {
  const path = `${account(accountId)}/agents/${id}/invitation`
  return (await request<{ invitation_url: string }>(path, { method: 'POST' })).invitation_url
}

export async function listAssignableAgents(accountId: number, inboxId: number): Promise<Agent[]> {
  const query = { inbox_ids: [inboxId] }
  const answer = await request<{ payload: Agent[] }>(`${account(accountId)}/assignable_agents`, { query })
  return answer.payload
}
