import type { Work } from '../../platform/database/unit-of-work.ts'
import { randomToken } from '../../platform/secrets/secrets.ts'
import { resetAccessToken } from './access-token.ts'
import { emailAddress, emailTaken, requiredName, tellTakenEmail } from './person-input.ts'
import { findCredentials } from './person-store.ts'

/** Creates a person who can sign in. Hash the password before the unit of work: it is slow on purpose. */
export async function addPerson(
  work: Work,
  input: {
    name: string
    email: string
    passwordHash: string | null
    displayName?: string | null
    /** Whether the address needs no confirmation; absent, a person with a password needs none. */
    isConfirmed?: boolean
  },
): Promise<number> {
  const email = emailAddress(input.email)
  const name = requiredName(input.name)
  if (await findCredentials(work.tx, email)) throw emailTaken()
  const row = await work.tx
    .insertInto('users')
    .values({
      name,
      display_name: input.displayName ?? null,
      email,
      password_hash: input.passwordHash,
      confirmed_at: (input.isConfirmed ?? input.passwordHash !== null) ? work.now : null,
      pubsub_token: randomToken(24),
      created_at: work.now,
      updated_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch(tellTakenEmail)
  await resetAccessToken(work, row.id)
  return row.id
}
