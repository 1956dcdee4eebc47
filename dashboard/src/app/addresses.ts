import type { RouteLocationNormalized } from 'vue-router'
import { bootConfig } from '../session/boot-config.ts'
import { useSession } from '../session/session-store.ts'

export function loginAddress(from: string): string {
  return from.startsWith('/app/accounts/') ? `/app/login?next=${encodeURIComponent(from)}` : '/app/login'
}

export function homeAddress(): string {
  const session = useSession()
  if (!session.isSignedIn) return bootConfig.setupRequired ? '/setup' : '/app/login'
  const ids = session.accounts.map((one) => one.id)
  const lastUsed = session.user?.account_id ?? 0
  return `/app/accounts/${ids.includes(lastUsed) ? lastUsed : (ids[0] ?? 0)}/conversations`
}

/** Where to go after signing in; only addresses of this dashboard are believed. */
export function nextAddress(from: RouteLocationNormalized): string {
  const next = from.query['next']
  return typeof next === 'string' && next.startsWith('/app/accounts/') ? next : homeAddress()
}
