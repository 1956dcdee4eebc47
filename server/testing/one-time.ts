import { generate } from 'otplib'
import { system } from '../kernel/actor.ts'
import { issueOneTimeToken } from '../features/people/index.ts'
import type { TestDesk } from './desk.ts'
import type { Caller } from './people.ts'

type Purpose = Parameters<typeof issueOneTimeToken>[2]

/** Makes a one-time token for somebody, as a mail or a command would. */
export function aToken(desk: TestDesk, userId: number, purpose: Purpose): Promise<string> {
  return desk.ports.work(0, system, (work) => issueOneTimeToken(work, userId, purpose))
}

/** What an authenticator with this key shows now. */
export function codeOf(desk: TestDesk, secret: string): Promise<string> {
  return generate({ secret, epoch: Math.floor(desk.ports.now().getTime() / 1000) })
}

/** Somebody switches their second factor on. The code they used is spent: let time pass before the next. */
export async function withSecondFactor(
  desk: TestDesk,
  who: Caller,
): Promise<{ secret: string; backupCodes: string[] }> {
  const { secret } = (await who.post('/api/v1/profile/mfa')).body
  const { body } = await who.post('/api/v1/profile/mfa/verify', { otp_code: await codeOf(desk, secret) })
  return { secret, backupCodes: body.backup_codes }
}
