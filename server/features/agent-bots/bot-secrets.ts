import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { hashToken, randomToken, type Secrets } from '../../platform/secrets/secrets.ts'
import { changeOwnBot } from './bot-store.ts'

const TOKEN = 'agent-bot-token'
/** What a bot's secret is encrypted for; the same word decrypts it. */
export const BOT_SECRET = 'agent-bot-secret'

/** What a bot proves itself with, and what signs the requests to it, in clear. */
export interface BotSecrets {
  accessToken: string
  secret: string
}

/** A new token's columns. */
export function tokenColumns(secrets: Secrets) {
  const token = randomToken()
  return { token_hash: hashToken(token), token_encrypted: secrets.encrypt(token, TOKEN) }
}

/** A new secret's column. */
export function secretColumns(secrets: Secrets) {
  return { secret_encrypted: secrets.encrypt(randomToken(), BOT_SECRET) }
}

/** Gives a bot of the account a new token; the one before stops working. */
export async function resetBotToken(work: Work, id: number): Promise<void> {
  await changeOwnBot(work, id, tokenColumns(work.secrets))
}

/** Gives a bot of the account a new secret for the signatures of what it is sent. */
export async function resetBotSecret(work: Work, id: number): Promise<void> {
  await changeOwnBot(work, id, secretColumns(work.secrets))
}

/** The tokens and secrets of an account's own bots, for its administrators. System bots are the operator's. */
export async function revealBotSecrets(
  db: Reader,
  secrets: Secrets,
  accountId: number,
): Promise<Map<number, BotSecrets>> {
  return reveal(secrets, await selectSecrets(db).where('account_id', '=', accountId).execute())
}

/** The same of some bots, for whoever made them. */
export async function revealSecretsOf(db: Reader, secrets: Secrets, ids: number[]): Promise<Map<number, BotSecrets>> {
  const rows = await selectSecrets(db)
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .execute()
  return reveal(secrets, rows)
}

function selectSecrets(db: Reader) {
  return db.selectFrom('agent_bots').select(['id', 'token_encrypted', 'secret_encrypted'])
}

type SecretRow = Awaited<ReturnType<ReturnType<typeof selectSecrets>['execute']>>[number]

function reveal(secrets: Secrets, rows: SecretRow[]): Map<number, BotSecrets> {
  return new Map(
    rows.map((row) => [
      row.id,
      {
        accessToken: secrets.decrypt(row.token_encrypted, TOKEN),
        secret: secrets.decrypt(row.secret_encrypted, BOT_SECRET),
      },
    ]),
  )
}
