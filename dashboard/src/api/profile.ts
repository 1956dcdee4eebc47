import { request } from './client.ts'
import type { Availability, BrowserSession, User } from './wire.ts'

export function setAvailability(accountId: number, availability: Availability): Promise<User> {
  const body = { profile: { account_id: accountId, availability } }
  return request('/api/v1/profile/availability', { method: 'POST', body })
}

/** Ends every other session of this person. */
export function changePassword(current: string, password: string): Promise<User> {
  const body = { profile: { current_password: current, password, password_confirmation: password } }
  return request('/api/v1/profile', { method: 'PUT', body })
}

export function listSessions(): Promise<BrowserSession[]> {
  return request('/api/v1/profile/sessions')
}

export function revokeSession(id: number): Promise<unknown> {
  return request(`/api/v1/profile/sessions/${id}`, { method: 'DELETE' })
}

export interface ProfileChanges {
  name?: string
  display_name?: string
  email?: string
  message_signature?: string
}

export function changeProfile(profile: ProfileChanges): Promise<User> {
  return request('/api/v1/profile', { method: 'PUT', body: { profile } })
}

export function setPicture(file: File): Promise<User> {
  const body = new FormData()
  body.append('profile[avatar]', file)
  return request('/api/v1/profile', { method: 'PUT', body })
}

export function removePicture(): Promise<User> {
  return request('/api/v1/profile/avatar', { method: 'DELETE' })
}

export function showProfile(): Promise<User> {
  return request('/api/v1/profile')
}

/** A new token; the one before opens nothing any more. */
export function resetAccessToken(): Promise<User> {
  return request('/api/v1/profile/reset_access_token', { method: 'POST' })
}

/** What a client keeps for its person; each key replaces the one there is. */
export function keepUiSettings(settings: Record<string, unknown>): Promise<User> {
  return request('/api/v1/profile', { method: 'PUT', body: { profile: { ui_settings: settings } } })
}
