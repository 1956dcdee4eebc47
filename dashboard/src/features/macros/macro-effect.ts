import type { MacroAction } from '../../api/macros.ts'
import type { Assignee, ConversationStatus, Priority } from '../../api/wire.ts'
import type { Edit, TeamName } from '../changes/pending-change.ts'

/** Whom and what the actions of a macro may name. */
export interface Names {
  me: Assignee | null
  agent: (id: number) => Assignee | undefined
  team: (id: number) => TeamName | undefined
}

export interface MacroEffect {
  /** What is known of the outcome: shown at once, and waited for. */
  edit: Edit
  /** Everything that may change, known or not: what undoing brings back. */
  touched: Edit
  /** Something is written that cannot be taken back once it has left. */
  writes: boolean
}

/** What running the actions, in their order, makes of a conversation. */
export function effectOf(actions: readonly MacroAction[], names: Names): MacroEffect {
  const effect: MacroEffect = { edit: {}, touched: {}, writes: false }
  for (const { action_name: name, action_params: params } of actions) steps[name]?.(effect, params, names)
  return effect
}

type Step = (effect: MacroEffect, params: readonly unknown[], names: Names) => void

const writes: Step = (effect) => (effect.writes = true)

const becomes =
  (status: ConversationStatus): Step =>
  ({ edit, touched }) => {
    edit.status = status
    touched.status = status
    // A row cannot show that it is muted without being resolved.
    if (status !== 'resolved') delete edit.muted
  }

const assigns =
  (find: (whom: unknown, names: Names) => Assignee | null | undefined): Step =>
  ({ edit, touched }, [whom], names) => {
    const assignee = find(whom, names)
    touched.assignee = assignee ?? null
    if (assignee === undefined) delete edit.assignee
    else edit.assignee = assignee
  }

/** Undefined when only the server knows. */
function agentMeant(whom: unknown, { me, agent }: Names): Assignee | null | undefined {
  if (whom === 'nil') return null
  if (whom === 'self') return me ?? undefined
  return typeof whom === 'number' ? agent(whom) : undefined
}

/** A team gives what it gets to one of its members, which the server chooses. */
const toTeam: Step = ({ edit, touched }, [which], { team }) => {
  const found = typeof which === 'number' ? team(which) : null
  touched.team = found ?? null
  if (found !== null) {
    touched.assignee ??= null
    delete edit.assignee
  }
  if (found === undefined) delete edit.team
  else edit.team = found
}

const labels =
  (give: 'addLabels' | 'removeLabels', take: 'addLabels' | 'removeLabels'): Step =>
  ({ edit, touched }, titles) => {
    const said = titles.map(String)
    for (const part of [edit, touched]) {
      const others = part[take]?.filter((one) => !said.includes(one))
      part[give] = [...new Set([...(part[give] ?? []), ...said])]
      if (others?.length) part[take] = others
      else delete part[take]
    }
  }

const steps: Record<string, Step> = {
  send_message: writes,
  add_private_note: writes,
  send_email_transcript: writes,
  add_label: labels('addLabels', 'removeLabels'),
  remove_label: labels('removeLabels', 'addLabels'),
  assign_agent: assigns(agentMeant),
  remove_assigned_agent: assigns(() => null),
  assign_team: toTeam,
  remove_assigned_team: (effect, _, names) => toTeam(effect, ['nil'], names),
  change_status: (effect, [status], names) => becomes(status as ConversationStatus)(effect, [], names),
  resolve_conversation: becomes('resolved'),
  snooze_conversation: becomes('snoozed'),
  change_priority: ({ edit, touched }, [level]) => {
    edit.priority = level === 'nil' ? null : (level as Priority)
    touched.priority = edit.priority
  },
  mute_conversation: (effect, params, names) => {
    becomes('resolved')(effect, params, names)
    effect.edit.muted = true
    effect.touched.muted = true
  },
}
