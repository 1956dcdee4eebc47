import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Bot } from './bot.ts'
import { findBots, loadBot } from './bot-store.ts'

/** Whether an inbox has an active bot, for a query: such an inbox's conversations begin with the bot. */
export function hasActiveBot(inboxId: number) {
  return sql<boolean>`exists (select from agent_bot_inboxes
    where agent_bot_inboxes.inbox_id = ${inboxId}::integer and agent_bot_inboxes.status = 'active')`
}

/** Whether an inbox has an active bot. */
export async function isBotActive(db: Reader, inboxId: number): Promise<boolean> {
  const row = await db.selectNoFrom(hasActiveBot(inboxId).as('active')).executeTakeFirstOrThrow()
  return row.active
}

/** The bot of an inbox, or undefined. */
export async function findInboxBot(db: Reader, inboxId: number): Promise<Bot | undefined> {
  const row = await db
    .selectFrom('agent_bot_inboxes')
    .select('agent_bot_id as id')
    .where('inbox_id', '=', inboxId)
    .executeTakeFirst()
  const [bot] = row ? await findBots(db, [row.id]) : []
  return bot
}

/** Puts a bot that the account may use into an inbox of the account, in the place of any other; null takes it out. */
export async function setInboxBot(work: Work, inboxId: number, botId: number | null): Promise<void> {
  if (botId === null) {
    await work.tx.deleteFrom('agent_bot_inboxes').where('inbox_id', '=', inboxId).execute()
    return
  }
  const bot = await loadBot(work.tx, work.accountId, botId)
  const active = { agent_bot_id: bot.id, status: 'active', created_at: work.now }
  await work.tx
    .insertInto('agent_bot_inboxes')
    .values({ inbox_id: inboxId, account_id: work.accountId, ...active })
    .onConflict((conflict) => conflict.column('inbox_id').doUpdateSet(active))
    .execute()
}

/** The inboxes of an account that have an active bot. */
export async function inboxesWithBots(db: Reader, accountId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('agent_bot_inboxes')
    .select('inbox_id')
    .where('account_id', '=', accountId)
    .where('status', '=', 'active')
    .execute()
  return rows.map((row) => row.inbox_id)
}
