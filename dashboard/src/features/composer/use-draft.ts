import { onBeforeUnmount, reactive, watch } from 'vue'
import { fetchDraft, saveDraft } from '../../api/composing.ts'
import { accountId } from '../../session/current-account.ts'
import { recallDraft, rememberDraft } from './draft.ts'
import type { DraftText, KeptDraft } from './draft.ts'
import { withMentionLinks, withoutMentionLinks } from './mention-text.ts'

const PAUSE_MS = 900
/** Whoever skims through the list does not ask for every draft on the way. */
const LINGER_MS = 250

/**
 * What is being written in the open conversation:  typed → kept here, at once → told to the server after a pause.
 * What the server has comes in when the conversation is opened, unless something here is newer than the server knows.
 */
export function useDraft(conversationId: () => number) {
  const draft = reactive<DraftText>(recallDraft(accountId.value, conversationId()))
  let timer: ReturnType<typeof setTimeout> | undefined
  const here = () => [accountId.value, conversationId()] as const

  /** Keeps what is written now; `soon` is false for what must not wait, such as the end of a draft. */
  function keep(soon = true): void {
    const [account, id] = here()
    rememberDraft(account, id, { ...draft, dirty: true })
    clearTimeout(timer)
    timer = setTimeout(() => void push(account, id), soon ? PAUSE_MS : 0)
  }
  async function pull(account: number, id: number): Promise<void> {
    if (recallDraft(account, id).dirty) return push(account, id)
    const found = await fetchDraft(account, id).catch(() => null)
    const isCurrent = account === accountId.value && id === conversationId()
    if (!found || !isCurrent || recallDraft(account, id).dirty) return
    const { text: note, picked } = withoutMentionLinks(found.note)
    if (found.message === draft.reply && note === draft.note) return
    const mode = found.message === '' && note !== '' ? 'note' : draft.mode
    Object.assign(draft, { reply: found.message, note, picked, mode })
    rememberDraft(account, id, { ...draft, dirty: false })
  }
  watch(
    [accountId, conversationId],
    ([account, id], [accountBefore, idBefore]) => {
      clearTimeout(timer)
      const before = accountBefore !== undefined && idBefore !== undefined
      if (before) {
        void push(accountBefore, idBefore)
        Object.assign(draft, pickText(recallDraft(account, id)))
      }
      timer = setTimeout(() => void pull(account, id), before ? LINGER_MS : 0)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => {
    clearTimeout(timer)
    void push(...here())
  })
  return { draft, keep }
}

const pickText = ({ reply, note, mode, picked }: KeptDraft): DraftText => ({ reply, note, mode, picked })

/** Tells the server what this browser keeps. Without a network it stays dirty, and the next opening tries again. */
async function push(account: number, id: number): Promise<void> {
  const kept = recallDraft(account, id)
  if (!kept.dirty) return
  try {
    await saveDraft(account, id, { message: kept.reply, note: withMentionLinks(kept.note, kept.picked) })
  } catch {
    return
  }
  const now = recallDraft(account, id)
  if (now.reply === kept.reply && now.note === kept.note) rememberDraft(account, id, { ...now, dirty: false })
}
