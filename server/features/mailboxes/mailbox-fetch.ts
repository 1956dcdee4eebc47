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

/** How long the mail of an inbox lies on its server: of the latest mail, or, while there is no connection, since everything was taken. */
export function lagOf(fetch: MailboxFetch, now: Date): number | null {
  if (fetch.state === 'off') return null
  if (fetch.state === 'idle' || fetch.state === 'polling') return fetch.lastLagSeconds
  const from = fetch.syncedAt ?? fetch.lookFrom
  return Math.max(0, Math.round((now.getTime() - from.getTime()) / 1000))
}
