import type { Settings } from './settings.ts'

export function readVisitorToken(): string | undefined {
  return /\bcw_conversation=([^;]+)/.exec(document.cookie)?.[1]
}

/** Without a token the cookie is removed. */
export function writeVisitorToken(settings: Settings, token = ''): void {
  let cookie = `cw_conversation=${token};path=/;samesite=lax;max-age=${token ? 365 * 86400 : 0}`
  if (settings.baseDomain) cookie += `;domain=${settings.baseDomain}`
  if (location.protocol === 'https:') cookie += ';secure'
  document.cookie = cookie
}
