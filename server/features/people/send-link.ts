import type { Log } from '../../platform/log/log.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { findCredentials } from './person-store.ts'

/**
 * Answers the wish for a link to set a password or to confirm an address. No mail is sent by this installation, so its operator is
 * told what to do; somebody unknown is told nothing.
 */
export async function tellOfWantedLink(db: Reader, log: Log, email: string): Promise<void> {
  const person = await findCredentials(db, email)
  if (!person) return
  log.warn(
    { userId: person.id },
    'somebody asked for a link to sign in, and no mail is set up: print one with `porchlight reset-password <email>`',
  )
}
