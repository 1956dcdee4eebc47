import { invalid } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { hasBackupCodes, removeBackupCodes, replaceBackupCodes, spendBackupCode } from './backup-codes.ts'
import { newTimeKey, stepOfCode } from './time-code.ts'

// A person's second factor is absent, then begun (there is a key, and signing in does not ask for it), then on: from the first
// right code until it is disabled.

const PURPOSE = 'otp-secret'

/** What proves the second factor: a code of the authenticator, or one of the backup codes. */
export interface SecondProof {
  otpCode?: string | undefined
  backupCode?: string | undefined
}

/** Whether a person's second factor is on, and whether backup codes are left. */
export async function secondFactorOf(db: Reader, userId: number): Promise<{ enabled: boolean; hasCodes: boolean }> {
  const row = await db.selectFrom('users').select('otp_enabled_at').where('id', '=', userId).executeTakeFirst()
  const enabled = Boolean(row?.otp_enabled_at)
  return { enabled, hasCodes: enabled && (await hasBackupCodes(db, userId)) }
}

/** Begins to set the second factor up; a key that was begun before is replaced. */
export async function beginSecondFactor(work: Work, userId: number, owner: { issuer: string; email: string }) {
  const { enabledAt } = await lockFactor(work, userId)
  if (enabledAt) throw invalid('otp', 'Two-factor authentication is on already: disable it first')
  const key = newTimeKey(owner)
  await work.tx
    .updateTable('users')
    .set({ otp_secret_encrypted: work.secrets.encrypt(key.secret, PURPOSE), otp_last_step: null })
    .where('id', '=', userId)
    .execute()
  return key
}

/** Switches the second factor on with its first code; returns the backup codes. */
export async function enableSecondFactor(work: Work, userId: number, otpCode: string): Promise<string[]> {
  const { enabledAt, secret } = await lockFactor(work, userId)
  if (enabledAt) throw invalid('otp', 'Two-factor authentication is on already')
  if (!secret) throw invalid('otp', 'Begin with POST /api/v1/profile/mfa')
  if (!(await spendTimeCode(work, userId, otpCode))) throw wrongCode()
  await work.tx.updateTable('users').set({ otp_enabled_at: work.now }).where('id', '=', userId).execute()
  return replaceBackupCodes(work, userId)
}

/** Gives new backup codes for a proof. */
export async function renewBackupCodes(work: Work, userId: number, proof: SecondProof): Promise<string[]> {
  if (!(await spendSecondFactor(work, userId, proof))) throw wrongCode()
  return replaceBackupCodes(work, userId)
}

/** Switches the second factor off for a proof. */
export async function disableSecondFactor(work: Work, userId: number, proof: SecondProof): Promise<void> {
  if (!(await spendSecondFactor(work, userId, proof))) throw wrongCode()
  await clearSecondFactor(work, userId)
}

/** Forgets a person's second factor, whoever asks. */
export async function clearSecondFactor(work: Work, userId: number): Promise<void> {
  await work.tx
    .updateTable('users')
    .set({ otp_secret_encrypted: null, otp_enabled_at: null, otp_last_step: null })
    .where('id', '=', userId)
    .execute()
  await removeBackupCodes(work, userId)
}

/** Uses a proof up; false when it is wrong or was used before, or the factor is not on. */
export async function spendSecondFactor(work: Work, userId: number, proof: SecondProof): Promise<boolean> {
  const { enabledAt } = await lockFactor(work, userId)
  if (!enabledAt) return false
  if (proof.otpCode) return spendTimeCode(work, userId, proof.otpCode)
  return proof.backupCode ? spendBackupCode(work, userId, proof.backupCode) : false
}

async function spendTimeCode(work: Work, userId: number, code: string): Promise<boolean> {
  const { secret, lastStep } = await lockFactor(work, userId)
  const step = secret ? await stepOfCode(work.secrets.decrypt(secret, PURPOSE), code, work.now) : undefined
  if (step === undefined || (lastStep !== null && step <= lastStep)) return false
  await work.tx.updateTable('users').set({ otp_last_step: step }).where('id', '=', userId).execute()
  return true
}

// Locked, so that of two requests with the same code one has it.
async function lockFactor(work: Work, userId: number) {
  return work.tx
    .selectFrom('users')
    .select(['otp_secret_encrypted as secret', 'otp_enabled_at as enabledAt', 'otp_last_step as lastStep'])
    .where('id', '=', userId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

function wrongCode() {
  return invalid('otp_code', 'The code is wrong, was used before, or is too old')
}
