import type { Macro } from '../../api/macros.ts'
import { useSelection } from '../../features/conversations/selection-store.ts'
import { useMacros } from '../../features/macros/macro-store.ts'
import { effectHere, runMacro } from '../../features/macros/run-macro.ts'
import { showToast } from '../../ui/toast-store.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** What a macro would run on now: the rows that are ticked, else the conversation that is open or under the cursor. */
export function targetsOf(workspace: Workspace): number[] {
  const { ids } = useSelection()
  if (ids.length > 0) return ids
  const id = workspace.targetId.value
  return id === null ? [] : [id]
}

/** Runs a macro on what is meant now. One that is done with the open conversation moves on to the next, as resolving does. */
export function runHere(workspace: Workspace, macro: Macro): void {
  const ids = targetsOf(workspace)
  const openId = workspace.openId.value
  const { status } = effectHere(macro).edit
  const isDone = openId !== null && ids.includes(openId) && (status === 'resolved' || status === 'snoozed')
  if (ids.length === 0) return
  if (isDone) workspace.moveOn(openId)
  runMacro(macro, ids, () => isDone && workspace.open(openId))
  useSelection().clear()
}

/** Runs the nth macro of this person. */
export async function runSlot(workspace: Workspace, index: number): Promise<void> {
  const macros = useMacros()
  if (!macros.loaded) await macros.load()
  const macro = macros.all[index]
  if (macro) runHere(workspace, macro)
  else if (macros.failure) showToast({ text: 'macros.failed', cause: macros.failure, tone: 'danger' })
  else showToast({ text: 'macros.no_slot', values: { number: index + 1 }, tone: 'plain' })
}
