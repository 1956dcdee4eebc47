import type { AgentActor, AutomationActor } from '../../../kernel/actor.ts'
import type { Json } from '../../../kernel/event.ts'
import type { MailInstallation } from '../../../platform/mail/mail-port.ts'
import type { Work } from '../../../platform/database/unit-of-work.ts'
import type { Conversation } from '../../conversations/index.ts'

/** One action's turn at a conversation. */
export interface Turn {
  work: Work
  actor: AgentActor | AutomationActor
  /** Locked, and as the actions before have left it. */
  conversation: Conversation
  /** Who is there to be given what comes to a team. */
  present: number[]
  /** The same for the same action of the same run: what is written under it is written once, however often a job starts again. */
  key: string
  /** What only the whole product can do. */
  reach: Reach
}

/** What rules and macros need of the rest of the product. */
export interface Reach {
  installation: MailInstallation
  /** False while no mail is set up. */
  sendTranscript(
    work: Work,
    installation: MailInstallation,
    conversation: Conversation,
    email: string,
  ): Promise<boolean>
}

/** Does an action with parameters that were read when it was stored. It refuses before it writes, so that a refusal leaves nothing half done. */
export type Perform = (turn: Turn, params: Json[]) => Promise<void>
