import type { ImapFailureKind } from '../../../platform/mail/imap/imap-port.ts'

// In seconds. A wrong password is tried less often: servers lock out who guesses.
const FIRST = { 'sign-in': 60, settings: 60, connection: 2, refused: 5 }
const LONGEST = { 'sign-in': 1800, settings: 1800, connection: 300, refused: 600 }

/** How long to wait before the next attempt, in milliseconds: twice as long each time, and a little by chance, so that many mailboxes of one server do not come back at once. */
export function pauseAfter(kind: ImapFailureKind, attempts: number, chance: number = Math.random()): number {
  const seconds = Math.min(FIRST[kind] * 2 ** Math.min(attempts - 1, 20), LONGEST[kind])
  return Math.round(seconds * 1000 * (0.75 + chance / 2))
}
