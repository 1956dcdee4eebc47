import { request } from './client.ts'
import type { Availability, BrowserSession, User } from './wire.ts'

export function setAvailability(accountId: number, availability: Availability): Promise<User> {
  const body = { profile: { account_id: accountId, availability } }
  return request('/api/v1/profile/availability', { method: 'POST', body })
}

export function listSessions(): Promise<BrowserSession[]> {
  return request('/api/v1/profile/sessions')
}

export function revokeSession(id: number): Promise<unknown> {
  return request(`/api/v1/profile/sessions/${id}`, { method: 'DELETE' })
}
