import { recall, remember } from '../../session/remember.ts'
import { useSession } from '../../session/session-store.ts'

interface DraftText {
  reply: string
  note: string
  mode: 'reply' | 'note'
}

const empty: DraftText = { reply: '', note: '', mode: 'reply' }
/** By agent too: two people may share a browser, never a draft. */
const keyOf = (accountId: number, conversationId: number) =>
  `draft:${useSession().user?.id ?? 0}:${accountId}:${conversationId}`

export function recallDraft(accountId: number, conversationId: number): DraftText {
  return { ...empty, ...recall<Partial<DraftText>>(keyOf(accountId, conversationId), {}) }
}

export function rememberDraft(accountId: number, conversationId: number, draft: DraftText): void {
  const isEmpty = draft.reply.trim() === '' && draft.note.trim() === ''
  remember(keyOf(accountId, conversationId), isEmpty ? null : draft)
}
