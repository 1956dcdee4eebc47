import type { Log } from '../../platform/log/log.ts'

/** Tells the operator of an installation without mail that somebody wants a link, and what to do about it. */
export function tellOfWantedLink(log: Log, userId: number): void {
  log.warn(
    { userId },
    'somebody asked for a link to sign in, and no mail is set up: print one with `porchlight reset-password <email>`',
  )
}
