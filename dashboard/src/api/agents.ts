import { request } from './client.ts'
import type { Agent, Role } from './wire.ts'

const account = (accountId: number) => `/api/v1/accounts/${accountId}`

export function listAgents(accountId: number): Promise<Agent[]> {
  return request(`${account(accountId)}/agents`)
}

export function addAgent(
  accountId: number,
  agent: { name: string; email: string; password: string; role: Role },
): Promise<Agent> {
  return request(`${account(accountId)}/agents`, { method: 'POST', body: agent })
}

export async function listAssignableAgents(accountId: number, inboxId: number): Promise<Agent[]> {
  const query = { inbox_ids: [inboxId] }
  const answer = await request<{ payload: Agent[] }>(`${account(accountId)}/assignable_agents`, { query })
  return answer.payload
}
