import type { Expression, SqlBool } from 'kysely'
import type { Status } from '../conversations/index.ts'

/** Who wrote: somebody by id, or whoever has such a name. */
export type Writer = { kind: 'contact' | 'user'; id: number } | { name: string }

/** What a search is confined to, besides words; what is absent does not matter. */
export interface Narrowing {
  from?: Writer | undefined
  /** Null for conversations that nobody has. */
  assigneeId?: number | null | undefined
  inboxId?: number | undefined
  teamId?: number | undefined
  label?: string | undefined
  status?: Status | undefined
  unread?: boolean | undefined
  hasFile?: boolean | undefined
  /** Of messages when they were written, of conversations when something last happened in them. */
  since?: Date | undefined
  until?: Date | undefined
}

/** A narrowing with its names looked up, as conditions. */
export interface Narrowed {
  /** Whether anything is asked besides words. */
  isAsked: boolean
  /** Whether only messages can answer: conversations as a whole have no writer among the agents, and no files. */
  isAboutMessages: boolean
  inboxId: number | undefined
  /** On rows of `conversations`: where a message may stand. */
  ofPlace: Expression<SqlBool>[]
  /** On rows of `conversations` that answer as a whole. */
  ofConversations: Expression<SqlBool>[]
  /** On messages under this name, with what it asks of their conversations. */
  ofMessages: (alias: string) => Expression<SqlBool>[]
}
