import { sql, type Updateable } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { DB } from '../../platform/database/tables.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { hashToken } from '../../platform/secrets/secrets.ts'
import type { Bot } from './bot.ts'

const columns = [
  'agent_bots.id',
  'agent_bots.account_id as accountId',
  'agent_bots.name',
  'agent_bots.description',
  'agent_bots.outgoing_url as outgoingUrl',
  'agent_bots.bot_type as botType',
  'agent_bots.bot_config as botConfig',
  'agent_bots.avatar_blob_key as avatarBlobKey',
] as const

function selectBots(db: Reader) {
  return db.selectFrom('agent_bots').select(columns)
}

/** The bots that an account may use: its own and the system's. */
export async function listBots(db: Reader, accountId: number): Promise<Bot[]> {
  const rows = await selectBots(db)
    .where((eb) => eb.or([eb('account_id', '=', accountId), eb('account_id', 'is', null)]))
    .orderBy('agent_bots.id')
    .execute()
  return rows as unknown as Bot[]
}

/** One bot that an account may use, or a refusal that does not tell whether it exists. */
export async function loadBot(db: Reader, accountId: number, id: number): Promise<Bot> {
  const row = await selectBots(db)
    .where('agent_bots.id', '=', id)
    .where((eb) => eb.or([eb('account_id', '=', accountId), eb('account_id', 'is', null)]))
    .executeTakeFirst()
  if (!row) throw notFound()
  return row as unknown as Bot
}

/** Bots by id whoever asks, for presenters, in no promised order. */
export async function findBots(db: Reader, ids: number[]): Promise<Bot[]> {
  if (ids.length === 0) return []
  const rows = await selectBots(db)
    .where((eb) => eb('agent_bots.id', '=', eb.fn.any(eb.val(ids))))
    .execute()
  return rows as unknown as Bot[]
}

/** The bot of a token, whatever its account. */
export async function findBotByToken(db: Reader, token: string): Promise<Bot | undefined> {
  const row = await selectBots(db).where('token_hash', '=', hashToken(token)).executeTakeFirst()
  return row as unknown as Bot | undefined
}

/** Which bots a change may reach: the account's own, or the system's, never both. */
export function ownedBy(work: Work, { system }: { system?: boolean }) {
  return system ? sql<boolean>`account_id is null` : sql<boolean>`account_id = ${work.accountId}`
}

/** Changes a bot of the account; system bots are not its to change. */
export async function changeOwnBot(
  work: Work,
  id: number,
  change: Updateable<DB['agent_bots']>,
  owner: { system?: boolean } = {},
): Promise<void> {
  const row = await work.tx
    .updateTable('agent_bots')
    .set({ ...change, updated_at: work.now })
    .where('id', '=', id)
    .where(ownedBy(work, owner))
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
}

/** Whether a bot may act in an account: in its own, as long as that is active; a system bot where an inbox has it. */
export async function mayActIn(db: Reader, bot: Bot, accountId: number): Promise<boolean> {
  if (bot.accountId !== null && bot.accountId !== accountId) return false
  const row = await db
    .selectFrom('accounts')
    .select('accounts.id')
    .where('accounts.id', '=', accountId)
    .where('accounts.status', '=', 'active')
    .$if(bot.accountId === null, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('agent_bot_inboxes')
            .select('inbox_id')
            .where('agent_bot_inboxes.agent_bot_id', '=', bot.id)
            .where('agent_bot_inboxes.account_id', '=', accountId),
        ),
      ),
    )
    .executeTakeFirst()
  return row !== undefined
}
