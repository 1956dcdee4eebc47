import { recall, remember } from '../../session/remember.ts'
import { useSession } from '../../session/session-store.ts'
import type { Mentionable } from './mention-text.ts'

export interface DraftText {
  reply: string
  note: string
  mode: 'reply' | 'note'
  /** Whom the note names, picked from the list. */
  picked: Mentionable[]
}

/** What this browser keeps of a draft; `dirty` until the server has it. */
export interface KeptDraft extends DraftText {
  dirty: boolean
}

const empty = (): KeptDraft => ({ reply: '', note: '', mode: 'reply', picked: [], dirty: false })
/** By agent too: two people may share a browser, never a draft. */
const keyOf = (accountId: number, conversationId: number) =>
  `draft:${useSession().user?.id ?? 0}:${accountId}:${conversationId}`

export function recallDraft(accountId: number, conversationId: number): KeptDraft {
  return { ...empty(), ...recall<Partial<KeptDraft>>(keyOf(accountId, conversationId), {}) }
}

/** An empty draft is remembered only until the server knows that it is empty. */
export function rememberDraft(accountId: number, conversationId: number, draft: KeptDraft): void {
  const isEmpty = draft.reply.trim() === '' && draft.note.trim() === ''
  remember(keyOf(accountId, conversationId), isEmpty && !draft.dirty ? null : draft)
}
