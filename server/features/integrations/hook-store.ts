import { sql } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Hook } from './hook.ts'

/** The connections of an account, oldest first. */
export async function listHooks(db: Reader, accountId: number): Promise<Hook[]> {
  const rows = await selectHooks(db, accountId).orderBy('integration_hooks.id').execute()
  return rows as Hook[]
}

/** One connection of the account, or a refusal. */
export async function loadHook(db: Reader, accountId: number, id: number): Promise<Hook> {
  const row = await selectHooks(db, accountId).where('integration_hooks.id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return row as Hook
}

function selectHooks(db: Reader, accountId: number) {
  return db
    .selectFrom('integration_hooks')
    .leftJoin('inboxes', 'inboxes.id', 'integration_hooks.inbox_id')
    .select([
      'integration_hooks.id',
      'integration_hooks.account_id as accountId',
      'integration_hooks.app_id as appId',
      'integration_hooks.hook_type as hookType',
      'integration_hooks.enabled',
      'integration_hooks.settings',
      'integration_hooks.secrets_encrypted as secretsEncrypted',
      'integration_hooks.reference_id as referenceId',
    ])
    .select(
      sql<Hook['inbox']>`case when inboxes.id is null then null
        else jsonb_build_object('id', inboxes.id, 'name', inboxes.name) end`.as('inbox'),
    )
    .where('integration_hooks.account_id', '=', accountId)
}
