import { executeMacro } from '../../api/bulk.ts'
import type { Macro } from '../../api/macros.ts'
import type { Assignee, Conversation } from '../../api/wire.ts'
import { accountId } from '../../session/current-account.ts'
import { newKey } from '../../session/new-key.ts'
import { usePreferences } from '../../session/preferences-store.ts'
import { useSession } from '../../session/session-store.ts'
import { showToast } from '../../ui/toast-store.ts'
import { useAgents } from '../agents/agent-store.ts'
import { useChanges } from '../changes/change-store.ts'
import { edited } from '../changes/pending-change.ts'
import type { RunningMacro } from '../changes/pending-change.ts'
import { groupedBack } from '../conversations/change-many.ts'
import { useConversations } from '../conversations/conversation-store.ts'
import { useUndo } from '../conversations/undo-store.ts'
import { useTeams } from '../teams/team-store.ts'
import { holdRun } from './hold-run.ts'
import { effectOf } from './macro-effect.ts'
import type { MacroEffect, Names } from './macro-effect.ts'

/** So much earlier the way back closes than the run starts. */
const TOO_LATE_MS = 200

interface Running {
  macro: RunningMacro
  ids: readonly number[]
  effect: MacroEffect
  /** The rows as they were. */
  before: Conversation[]
  onUndo: () => void
}

/** What a macro makes of conversations, as far as this page knows. */
export const effectHere = (macro: Macro) => effectOf(macro.actions, names())

/**
 * Runs a macro. One that only changes what can be changed back starts at once, and its undo changes it back. One that writes is held
 * as long as a sent reply is, so that its undo means that nothing has left.
 */
export function runMacro(macro: Macro, ids: readonly number[], onUndo: () => void = () => undefined): void {
  const { rows } = useConversations()
  const before = ids.flatMap((id) => rows.get(id) ?? [])
  const effect = effectHere(macro)
  const running = { macro: { id: macro.id, name: macro.name, run: newKey() }, ids, effect, before, onUndo }
  const ms = effect.writes ? usePreferences().undoSend * 1000 : 0
  if (ms > 0) hold(running, ms)
  else start(running)
}

function start(running: Running): void {
  const { macro, ids, effect, onUndo } = running
  const { edit, touched, writes } = effect
  void useChanges().runMacro(ids, edit, macro)
  const values = { name: macro.name, count: ids.length }
  if (Object.keys(touched).length === 0) return showToast({ text: 'undo.macro_ran', values, tone: 'plain' })
  const run = () => {
    changeBack(running)
    onUndo()
  }
  if (writes) useUndo().offer({ text: 'undo.macro_wrote', values, run })
  else useUndo().offer({ text: 'undo.macro_ran', values, run })
}

/** The rows look as they will, while nothing has left. */
function hold({ macro, ids, effect, onUndo }: Running, ms: number): void {
  const account = accountId.value
  const overlays = ids.map((id) => useConversations().put(id, (row) => edited(row, effect.edit)))
  const uncover = () => {
    for (const one of overlays) one.remove()
  }
  const takeBack = holdRun({
    ms,
    start: (isLeaving) => {
      if (isLeaving || account !== accountId.value) {
        void executeMacro(account, { macroId: macro.id, ids: [...ids], run: macro.run, isLeaving }).catch(
          () => undefined,
        )
        return
      }
      void useChanges().runMacro(ids, effect.edit, macro)
      uncover()
    },
  })
  useUndo().offer({
    text: 'undo.macro_runs',
    values: { name: macro.name, count: ids.length },
    ms: ms - TOO_LATE_MS,
    run: () => {
      if (!takeBack()) return showToast({ text: 'toast.already_sent', tone: 'plain' })
      uncover()
      onUndo()
    },
  })
}

function changeBack({ effect, before }: Running): void {
  const { muted, ...touched } = effect.touched
  if (muted) for (const row of before) if (!row.muted) void useChanges().make([row.id], { muted: false })
  for (const [back, ids] of groupedBack(before, touched))
    if (Object.keys(back).length > 0) void useChanges().make(ids, back)
}

function names(): Names {
  const { user } = useSession()
  const agents = useAgents()
  const teams = useTeams()
  return {
    me: user && { id: user.id, name: user.name, available_name: user.available_name, thumbnail: user.avatar_url },
    agent: (id): Assignee | undefined => agents.all.find((one) => one.id === id),
    team: (id) => {
      const team = teams.byId.get(id)
      return team && { id, name: team.name }
    },
  }
}
