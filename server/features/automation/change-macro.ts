import type { AgentActor } from '../../kernel/actor.ts'
import { invalid, notAllowed } from '../../kernel/refusal.ts'
import { requiredName } from '../../kernel/required-name.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { readActions, type ActionInput } from './action.ts'
import { loadMacro } from './macro-store.ts'
import type { Macro, MacroChanges } from './macro.ts'
import { refuseUnknown } from './reference.ts'

/** Creates a macro. What an agent makes is their own: only administrators make macros for everybody. */
export async function createMacro(
  work: Work,
  actor: AgentActor,
  input: MacroChanges & { name: string; actions: ActionInput[] },
): Promise<number> {
  const row = await work.tx
    .insertInto('macros')
    .values({
      account_id: work.accountId,
      ...(await columnsOf(work, actor, input)),
      name: requiredName(input.name),
      created_by_id: actor.userId,
      updated_by_id: actor.userId,
      created_at: work.now,
      updated_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Changes a macro. */
export async function changeMacro(work: Work, actor: AgentActor, id: number, changes: MacroChanges): Promise<void> {
  const macro = await loadForChange(work, actor, id)
  if (changes.visibility === 'personal' && macro.visibility === 'global' && macro.createdById !== actor.userId) {
    throw invalid('visibility', 'visibility can only be made personal by whoever created the macro')
  }
  await work.tx
    .updateTable('macros')
    .set({ ...(await columnsOf(work, actor, changes)), updated_by_id: actor.userId, updated_at: work.now })
    .where('id', '=', macro.id)
    .execute()
}

/** Removes a macro. */
export async function removeMacro(work: Work, actor: AgentActor, id: number): Promise<void> {
  const macro = await loadForChange(work, actor, id)
  await work.tx.deleteFrom('macros').where('id', '=', macro.id).execute()
}

async function loadForChange(work: Work, actor: AgentActor, id: number): Promise<Macro> {
  const macro = await loadMacro(work.tx, work.accountId, actor, id)
  if (macro.visibility === 'global' && actor.role !== 'administrator') throw notAllowed()
  return macro
}

async function columnsOf(work: Work, actor: AgentActor, { name, visibility, actions }: MacroChanges) {
  const read = actions && readActions(actions, 'macro')
  await refuseUnknown(work, read?.references ?? [])
  return {
    ...(name !== undefined && { name: requiredName(name) }),
    ...(visibility && { visibility: actor.role === 'administrator' ? visibility : 'personal' }),
    ...(read && { actions: JSON.stringify(read.actions) }),
  }
}
