import { Refusal } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { passwordFits } from './password.ts'
import { findCredentials } from './person-store.ts'

/** Somebody whose password was right, and what else they have to show. */
export interface Recognised {
  id: number
  isConfirmed: boolean
  needsSecondFactor: boolean
}

/** Checks an address and a password, or refuses without saying which of the two was wrong. */
export async function checkPassword(db: Reader, input: { email: string; password: string }): Promise<Recognised> {
  const credentials = await findCredentials(db, input.email)
  const fits = await passwordFits(credentials?.passwordHash ?? null, input.password)
  if (!credentials || !fits) {
    throw new Refusal('not_signed_in', 'Invalid login credentials. Please try again.')
  }
  const { id, confirmedAt, otpEnabledAt } = credentials
  return { id, isConfirmed: confirmedAt !== null, needsSecondFactor: otpEnabledAt !== null }
}
