import type { AgentActor } from '../../../kernel/actor.ts'
import type { Json } from '../../../kernel/event.ts'
import type { Work } from '../../../platform/database/unit-of-work.ts'
import type { Conversation } from '../../conversations/index.ts'

/** One action's turn at a conversation. */
export interface Turn {
  work: Work
  actor: AgentActor
  /** Locked, and as the actions before have left it. */
  conversation: Conversation
  /** Who is there to be given what comes to a team. */
  present: number[]
  /** The same for the same action of the same run: what is written under it is written once, however often a job starts again. */
  key: string
}

/** Does an action with parameters that were read when it was stored. It refuses before it writes, so that a refusal leaves nothing half done. */
export type Perform = (turn: Turn, params: Json[]) => Promise<void>
