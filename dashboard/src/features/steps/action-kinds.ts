import {
  Ban,
  BellOff,
  Check,
  CircleDot,
  Clock,
  Hourglass,
  Mail,
  MailPlus,
  RotateCcw,
  Send,
  SignalHigh,
  StickyNote,
  Tag,
  UserRoundMinus,
  UserRoundPlus,
  UsersRound,
} from '@lucide/vue'
import type { Component } from 'vue'

/** Who does it. */
export type Doer = 'macro' | 'rule'

/** What has to be said with an action, and how. */
type Input = 'none' | 'text' | 'labels' | 'agent' | 'team' | 'status' | 'priority' | 'addresses' | 'team_mail'

interface ActionKind {
  name: string
  icon: Component
  input: Input
  /** Macros cannot do it. */
  rulesOnly?: true
  /** Only understood where somebody else has written it; the same can be said with another one. */
  unoffered?: true
}

/** What a macro or a rule can do (contract 2.15), as far as the server has an engine for it, in the order in which it is offered. */
export const actionKinds: readonly ActionKind[] = [
  { name: 'send_message', icon: Send, input: 'text' },
  { name: 'add_private_note', icon: StickyNote, input: 'text' },
  { name: 'assign_agent', icon: UserRoundPlus, input: 'agent' },
  { name: 'assign_team', icon: UsersRound, input: 'team' },
  { name: 'add_label', icon: Tag, input: 'labels' },
  { name: 'remove_label', icon: Tag, input: 'labels' },
  { name: 'change_priority', icon: SignalHigh, input: 'priority' },
  { name: 'change_status', icon: CircleDot, input: 'status' },
  { name: 'resolve_conversation', icon: Check, input: 'none' },
  { name: 'snooze_conversation', icon: Clock, input: 'none' },
  { name: 'mute_conversation', icon: BellOff, input: 'none' },
  { name: 'send_email_transcript', icon: Mail, input: 'addresses' },
  { name: 'send_email_to_team', icon: MailPlus, input: 'team_mail', rulesOnly: true },
  { name: 'open_conversation', icon: RotateCcw, input: 'none', rulesOnly: true },
  { name: 'pending_conversation', icon: Hourglass, input: 'none', rulesOnly: true },
  { name: 'remove_assigned_agent', icon: UserRoundMinus, input: 'none', unoffered: true },
  { name: 'remove_assigned_team', icon: UsersRound, input: 'none', unoffered: true },
]

const byName = new Map(actionKinds.map((one) => [one.name, one]))

/** What is offered where one is chosen already. */
export const kindsFor = (by: Doer, chosen: string) =>
  actionKinds.filter((one) => one.name === chosen || (!one.unoffered && (by === 'rule' || !one.rulesOnly)))

export const isDoable = (name: string) => byName.has(name)
export const inputOf = (name: string): Input => byName.get(name)?.input ?? 'none'
export const iconOf = (name: string): Component => byName.get(name)?.icon ?? (Ban as Component)
