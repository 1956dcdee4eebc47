import type { AgentActor } from '../../kernel/actor.ts'
import { notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Macro } from './macro.ts'

/** The macros that somebody may use: the global ones and their own, oldest first. */
export async function listMacros(db: Reader, accountId: number, actor: AgentActor): Promise<Macro[]> {
  const rows = await selectMacros(db, accountId, actor).orderBy('id').execute()
  return rows as unknown as Macro[]
}

/** One macro that somebody may use, or a refusal that does not tell whether it exists. */
export async function loadMacro(db: Reader, accountId: number, actor: AgentActor, id: number): Promise<Macro> {
  const row = await selectMacros(db, accountId, actor).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return row as unknown as Macro
}

function selectMacros(db: Reader, accountId: number, actor: AgentActor) {
  return db
    .selectFrom('macros')
    .select([
      'id',
      'account_id as accountId',
      'name',
      'visibility',
      'actions',
      'created_by_id as createdById',
      'updated_by_id as updatedById',
    ])
    .where('account_id', '=', accountId)
    .where((eb) => eb.or([eb('visibility', '=', 'global'), eb('created_by_id', '=', actor.userId)]))
}
