import { randomInt } from 'node:crypto'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'

const PURPOSE = 'backup-code'
const COUNT = 10
const LENGTH = 10
// Without what looks like something else: 0 and o, 1, i and l.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Gives a person new backup codes; those before are void. They are shown this once. */
export async function replaceBackupCodes(work: Work, userId: number): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, newCode)
  await removeBackupCodes(work, userId)
  await work.tx
    .insertInto('backup_codes')
    .values(codes.map((code) => ({ user_id: userId, code_signature: signatureOf(work, userId, code) })))
    .execute()
  return codes
}

/** Uses a backup code up; false when the person has no such code. */
export async function spendBackupCode(work: Work, userId: number, code: string): Promise<boolean> {
  const row = await work.tx
    .deleteFrom('backup_codes')
    .where('user_id', '=', userId)
    .where('code_signature', '=', signatureOf(work, userId, code))
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Takes all backup codes away. */
export async function removeBackupCodes(work: Work, userId: number): Promise<void> {
  await work.tx.deleteFrom('backup_codes').where('user_id', '=', userId).execute()
}

/** Whether a person has backup codes left. */
export async function hasBackupCodes(db: Reader, userId: number): Promise<boolean> {
  const row = await db
    .selectFrom('backup_codes')
    .select('user_id')
    .where('user_id', '=', userId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

function newCode(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
}

function signatureOf(work: Work, userId: number, code: string): string {
  return work.secrets.sign(PURPOSE, `${userId}:${code.replaceAll(/[\s-]/g, '').toLowerCase()}`)
}
