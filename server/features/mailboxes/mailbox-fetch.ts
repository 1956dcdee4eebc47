/**
 * What the fetching of an inbox's mail is doing.
 *
 *     off ◀──▶ connecting ──▶ idle | polling ──▶ (the connection breaks) ──▶ waiting ──▶ connecting
 *
 * It is never switched off because of errors: it waits longer from one to the next, and tries again.
 */
export type FetchState = 'off' | 'connecting' | 'idle' | 'polling' | 'waiting'

/** Where the fetching of an inbox's mail stands. */
export interface MailboxFetch {
  inboxId: number
  accountId: number
  login: string
  host: string
  /** Null: nothing of the mailbox was looked at. */
  uidValidity: number | null
  /** Every mail up to this number is kept here. */
  lastUid: number
  lookFrom: Date
  /** Mails with a number below are taken only if they arrived at `lookFrom` or later. */
  lookBelow: number | null
  syncedAt: Date | null
  stuckUid: number | null
  stuckAttempts: number
  state: FetchState
  since: Date
  lastConnectedAt: Date | null
  lastMailAt: Date | null
  lastLagSeconds: number | null
  attempts: number
  error: string | null
  retryAt: Date | null
}

// A session says that it lives at least so often: between two looks, of which the longest setting is an hour.
const ALIVE_MS = { idle: 10 * 60_000, polling: 65 * 60_000 }

/** What the fetching of an inbox is doing; when no process has said anything for too long, it waits for one. */
export function stateOf(fetch: MailboxFetch, now: Date): Pick<MailboxFetch, 'state' | 'error'> {
  const { state, error, lastConnectedAt } = fetch
  const isConnected = state === 'idle' || state === 'polling'
  const isAlive = isConnected && lastConnectedAt && now.getTime() - lastConnectedAt.getTime() < ALIVE_MS[state]
  if (!isConnected || isAlive) return { state, error }
  return { state: 'waiting', error: 'No process of the desk fetches mail: one with the role worker must run' }
}

/** How long the mail of an inbox lies on its server: of the latest mail, or, while there is no connection, since everything was taken. */
export function lagOf(fetch: MailboxFetch, now: Date): number | null {
  const { state } = stateOf(fetch, now)
  if (state === 'off') return null
  if (state === 'idle' || state === 'polling') return fetch.lastLagSeconds
  const from = fetch.syncedAt ?? fetch.lookFrom
  return Math.max(0, Math.round((now.getTime() - from.getTime()) / 1000))
}
