import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { hashToken, randomToken, type Secrets } from '../../platform/secrets/secrets.ts'

const PURPOSE = 'access-token'

/** Gives a person a new API token, and the socket token that goes with it; those before stop working. */
export async function resetAccessToken(work: Work, userId: number): Promise<string> {
  const token = randomToken()
  const row = { token_hash: hashToken(token), token_encrypted: work.secrets.encrypt(token, PURPOSE) }
  await work.tx
    .insertInto('access_tokens')
    .values({ user_id: userId, ...row, created_at: work.now })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ ...row, created_at: work.now }))
    .execute()
  await work.tx
    .updateTable('users')
    .set({ pubsub_token: randomToken(24) })
    .where('id', '=', userId)
    .execute()
  return token
}

/** The API token of a person in clear, for that person only. */
export async function revealAccessToken(db: Reader, secrets: Secrets, userId: number): Promise<string | null> {
  const row = await db
    .selectFrom('access_tokens')
    .select('token_encrypted')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row ? secrets.decrypt(row.token_encrypted, PURPOSE) : null
}
