import { invalid, Refusal } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { lockConversation, type Conversation } from '../conversations/index.ts'
import { addPrivateNote } from './actions/add-private-note.ts'
import { assignAgent, removeAssignedAgent } from './actions/assign-agent.ts'
import { assignTeam, removeAssignedTeam } from './actions/assign-team.ts'
import { addLabel, removeLabel } from './actions/change-labels.ts'
import { changePriority } from './actions/change-priority.ts'
import { changeStatus, changeStatusTo } from './actions/change-status.ts'
import { muteConversation } from './actions/mute-conversation.ts'
import { mailTeams, sendTranscript } from './actions/send-mail.ts'
import { sendMessage } from './actions/send-message.ts'
import type { Perform, Turn } from './actions/turn.ts'
import type { Action } from './action.ts'

// What is stored and not here needs what the desk cannot do yet: files that are kept, and calls to other servers.
const PERFORMED: ReadonlyMap<string, Perform> = new Map<string, Perform>([
  ['send_message', sendMessage],
  ['add_private_note', addPrivateNote],
  ['add_label', addLabel],
  ['remove_label', removeLabel],
  ['assign_agent', assignAgent],
  ['remove_assigned_agent', removeAssignedAgent],
  ['assign_team', assignTeam],
  ['remove_assigned_team', removeAssignedTeam],
  ['change_status', changeStatus],
  ['resolve_conversation', changeStatusTo('resolved')],
  ['open_conversation', changeStatusTo('open')],
  ['pending_conversation', changeStatusTo('pending')],
  ['snooze_conversation', changeStatusTo('snoozed')],
  ['mute_conversation', muteConversation],
  ['change_priority', changePriority],
  ['send_email_transcript', sendTranscript],
  ['send_email_to_team', mailTeams],
])

/** Refuses actions of which one cannot be done, before the others are. */
export function refuseUndoable(actions: Action[]): void {
  const index = actions.findIndex(({ name }) => !PERFORMED.has(name))
  if (index === -1) return
  const field = `actions[${index}]`
  throw invalid(field, `${field}: ${actions[index]?.name} cannot be done yet: take it out to run the others`)
}

/** What one run of a list of actions needs to know. */
export interface Run extends Pick<Turn, 'actor' | 'present' | 'reach'> {
  actions: Action[]
  /** Tells this run from every other. */
  id: string
}

/** Who is there, where one of the actions gives work away. */
export async function presentFor(actions: Action[], whoTakesWork: () => Promise<number[]>): Promise<number[]> {
  return actions.some(({ name }) => name === 'assign_team') ? whoTakesWork() : []
}

/** What became of one action. */
export interface Deed {
  name: string
  done: boolean
  /** Why it was left out. */
  reason?: string
}

/**
 * Does actions with a locked conversation, in their order, and says what became of each. One that refuses, because what it names is
 * gone or not allowed here, is left out, and the others are done.
 */
export async function performActions(work: Work, conversation: Conversation, run: Run): Promise<Deed[]> {
  const { actions, id, ...turn } = run
  const deeds: Deed[] = []
  for (const [index, { name, params }] of actions.entries()) {
    const reason = await leftOut(async () => {
      const perform = PERFORMED.get(name)
      if (!perform) throw invalid('action_name', `${name} cannot be done yet`)
      const now = await lockConversation(work, conversation.id)
      await perform({ ...turn, work, key: `run:${id}:${index}`, conversation: now }, params)
    })
    deeds.push({ name, done: reason === undefined, ...(reason !== undefined && { reason }) })
    if (reason === undefined) continue
    const { accountId } = work
    work.log.info({ accountId, conversation: conversation.number, name, reason }, 'an action was left out')
  }
  return deeds
}

/** Why an action refused, or undefined when it did not. */
async function leftOut(act: () => Promise<void>): Promise<string | undefined> {
  try {
    await act()
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}
