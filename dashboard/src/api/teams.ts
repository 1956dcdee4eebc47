import { request } from './client.ts'
import type { Team } from './wire.ts'

export function listTeams(accountId: number): Promise<Team[]> {
  return request(`/api/v1/accounts/${accountId}/teams`)
}
