import { request } from './client.ts'

const path = '/api/v1/profile/mfa'

/** The key of a new second factor, to type or to open in an authenticator on this device. */
export interface TwoFactorKey {
  secret: string
  provisioning_url: string
}

export async function twoFactorIsOn(): Promise<boolean> {
  return (await request<{ enabled: boolean }>(path)).enabled
}

export function beginTwoFactor(): Promise<TwoFactorKey> {
  return request(path, { method: 'POST' })
}

/** Switches it on with the first code; returns the backup codes, which are shown this once. */
export async function enableTwoFactor(code: string): Promise<string[]> {
  const body = { otp_code: code }
  return (await request<{ backup_codes: string[] }>(`${path}/verify`, { method: 'POST', body })).backup_codes
}

export async function renewBackupCodes(code: string): Promise<string[]> {
  const body = { otp_code: code }
  return (await request<{ backup_codes: string[] }>(`${path}/backup_codes`, { method: 'POST', body })).backup_codes
}

export function disableTwoFactor(password: string, code: string): Promise<unknown> {
  return request(path, { method: 'DELETE', body: { password, otp_code: code } })
}
