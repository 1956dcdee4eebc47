import type { RouteLocationNormalized } from 'vue-router'
import { bootConfig } from '../session/boot-config.ts'
import { startViews } from '../session/arrangement.ts'
import { useArrangement } from '../session/arrangement-store.ts'
import { useSession } from '../session/session-store.ts'

export function loginAddress(from: string): string {
  return from.startsWith('/app/accounts/') ? `/app/login?next=${encodeURIComponent(from)}` : '/app/login'
}

export function homeAddress(): string {
  const session = useSession()
  if (!session.isSignedIn) return bootConfig.setupRequired ? '/setup' : '/app/login'
  const ids = session.accounts.map((one) => one.id)
  const lastUsed = session.user?.account_id ?? 0
  return `/app/accounts/${ids.includes(lastUsed) ? lastUsed : (ids[0] ?? 0)}/conversations${startQuery()}`
}

/** The view that the day begins with, where one was chosen. */
function startQuery(): string {
  const { start } = useArrangement().chosen
  const view = startViews.find((one) => one === start)
  if (!view) return ''
  return view === 'mine' || view === 'unassigned' || view === 'all' ? `?view=${view}` : `?view=all&type=${view}`
}

/** Where to go after signing in; only addresses of this dashboard are believed. */
export function nextAddress(from: RouteLocationNormalized): string {
  const next = from.query['next']
  return typeof next === 'string' && next.startsWith('/app/accounts/') ? next : homeAddress()
}
