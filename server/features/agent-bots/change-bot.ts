import { notFound } from '../../kernel/refusal.ts'
import { requiredName } from '../../kernel/required-name.ts'
import type { Json } from '../../kernel/event.ts'
import { webAddress } from '../../kernel/web-address.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { secretColumns, tokenColumns } from './bot-secrets.ts'
import { changeOwnBot, ownedBy } from './bot-store.ts'

/** Whose bot is meant: the account's own, or one of the system. */
export interface BotOwner {
  system?: boolean
}

/** What may be said of a bot; what is absent stays as it is. */
export interface BotChanges {
  name?: string | undefined
  description?: string | null | undefined
  outgoingUrl?: string | null | undefined
  botConfig?: { [key: string]: Json } | undefined
  avatarBlobKey?: string | null | undefined
}

/** Creates a bot of the account, or one of the system. Token and secret are made here. */
export async function createBot(work: Work, input: BotChanges & BotOwner & { name: string }): Promise<number> {
  const row = await work.tx
    .insertInto('agent_bots')
    .values({
      account_id: input.system ? null : work.accountId,
      ...columnsOf(input),
      name: requiredName(input.name),
      ...tokenColumns(work.secrets),
      ...secretColumns(work.secrets),
      created_at: work.now,
      updated_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Changes a bot of the account, or one of the system. */
export async function changeBot(work: Work, id: number, changes: BotChanges & BotOwner): Promise<void> {
  await changeOwnBot(work, id, columnsOf(changes), changes)
}

/** Removes a bot of the account, or one of the system, from its inboxes and from the list; what it wrote stays, without its name. */
export async function removeBot(work: Work, id: number, owner: BotOwner = {}): Promise<void> {
  const row = await work.tx
    .deleteFrom('agent_bots')
    .where('id', '=', id)
    .where(ownedBy(work, owner))
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
}

function columnsOf(changes: BotChanges) {
  const { name, description, outgoingUrl, botConfig, avatarBlobKey } = changes
  return {
    ...(name !== undefined && { name: requiredName(name) }),
    ...(description !== undefined && { description }),
    ...(outgoingUrl !== undefined && { outgoing_url: outgoingUrl ? webAddress('outgoing_url', outgoingUrl) : null }),
    ...(botConfig && { bot_config: JSON.stringify(botConfig) }),
    ...(avatarBlobKey !== undefined && { avatar_blob_key: avatarBlobKey }),
  }
}
