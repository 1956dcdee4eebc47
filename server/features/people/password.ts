import { hash, verify } from '@node-rs/argon2'
import { invalid } from '../../kernel/refusal.ts'

// OWASP's first choice for argon2id: 19 MiB, two passes; about 15 ms here, off the event loop.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const MINIMUM = 6
const MAXIMUM = 128
/** From this length on no mixture is asked for: what NIST SP 800-63B-4 asks of a password that stands alone. */
const PASSPHRASE = 15
const MIXTURE = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d\s]/u]

/** Hashes a new password for storage, after checking that it is worth it (contract 2.2). */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < MINIMUM || password.length > MAXIMUM) {
    throw invalid('password', `Password must have ${MINIMUM} to ${MAXIMUM} characters`)
  }
  if (password.length < PASSPHRASE && !MIXTURE.every((kind) => kind.test(password))) {
    throw invalid(
      'password',
      `Password must have a lower-case and an upper-case letter, a digit and a special character, or at least ${PASSPHRASE} characters`,
    )
  }
  return hash(password, COST)
}

let decoy: Promise<string> | undefined

/** Whether a password fits. An unknown person costs as much time as a wrong password, so that neither can be told apart. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hash('nobody has this password', COST)
  const fits = await verify(stored ?? (await decoy), password)
  return fits && stored !== null
}
