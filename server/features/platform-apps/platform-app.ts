import type { Database } from '../../platform/database/connection.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { hashToken, randomToken } from '../../platform/secrets/secrets.ts'

/** A program that provisions accounts and people; it may touch what it created and nothing else (contract 2.18). */
export interface PlatformApp {
  id: number
  name: string
}

/** What an app may touch: an account, a person or a bot. */
export type Permissible = { accountId: number } | { userId: number } | { botId: number }

/** Creates an app; returns its token, which is shown this once. */
export async function createPlatformApp(db: Database, name: string): Promise<string> {
  const token = randomToken()
  await db
    .insertInto('platform_apps')
    .values({ name, token_hash: hashToken(token) })
    .execute()
  return token
}

/** The app of a token, or undefined. */
export async function findPlatformApp(db: Reader, token: string): Promise<PlatformApp | undefined> {
  return db
    .selectFrom('platform_apps')
    .select(['id', 'name'])
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst()
}

/** Lets an app touch what it has just created. */
export async function permit(work: Work, appId: number, what: Permissible): Promise<void> {
  await work.tx
    .insertInto('platform_app_permissibles')
    .values({
      platform_app_id: appId,
      account_id: 'accountId' in what ? what.accountId : null,
      user_id: 'userId' in what ? what.userId : null,
      agent_bot_id: 'botId' in what ? what.botId : null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Takes a person away from every app, once they are gone. */
export async function forbidUser(work: Work, userId: number): Promise<void> {
  await work.tx.deleteFrom('platform_app_permissibles').where('user_id', '=', userId).execute()
}

/** Whether an app may touch this. */
export async function isPermitted(db: Reader, appId: number, what: Permissible): Promise<boolean> {
  const row = await db
    .selectFrom('platform_app_permissibles')
    .select('platform_app_id')
    .where('platform_app_id', '=', appId)
    .$if('accountId' in what, (query) => query.where('account_id', '=', 'accountId' in what ? what.accountId : 0))
    .$if('userId' in what, (query) => query.where('user_id', '=', 'userId' in what ? what.userId : 0))
    .$if('botId' in what, (query) => query.where('agent_bot_id', '=', 'botId' in what ? what.botId : 0))
    .executeTakeFirst()
  return row !== undefined
}

/** The ids of the accounts that an app may touch. */
export async function permittedAccountIds(db: Reader, appId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('platform_app_permissibles')
    .select('account_id')
    .where('platform_app_id', '=', appId)
    .where('account_id', 'is not', null)
    .orderBy('account_id')
    .execute()
  return rows.map((row) => row.account_id ?? 0)
}

/** The ids of the bots that an app may touch. */
export async function permittedBotIds(db: Reader, appId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('platform_app_permissibles')
    .select('agent_bot_id')
    .where('platform_app_id', '=', appId)
    .where('agent_bot_id', 'is not', null)
    .orderBy('agent_bot_id')
    .execute()
  return rows.map((row) => row.agent_bot_id ?? 0)
}
