import { hash, verify } from '@node-rs/argon2'
import { invalid } from '../../kernel/refusal.ts'

// OWASP's first choice for argon2id: 19 MiB, two passes; about 15 ms here, off the event loop.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const MINIMUM = 8
const MAXIMUM = 128

/** Hashes a password for storage, after checking that it is long enough to be worth it. */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < MINIMUM || password.length > MAXIMUM) {
    throw invalid('password', `Password must have ${MINIMUM} to ${MAXIMUM} characters`)
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
