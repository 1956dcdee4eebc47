import { reactive } from 'vue'
import { accountId } from '../../session/current-account.ts'
import { showToast } from '../../ui/toast-store.ts'
import { useConversations } from '../conversations/conversation-store.ts'
import type { Conversation } from '../../api/wire.ts'
import { hasEdit } from './pending-change.ts'
import type { PendingChange } from './pending-change.ts'

/** How far the changes of many conversations are that the server is working on now. */
export const bulkProgress = reactive({ total: 0, done: 0 })

/** Macros, and changes of many, are answered when they are queued. */
export const isDoneLater = ({ ids, macro }: PendingChange) => ids.length > 1 || macro !== undefined

/** Whether the news of a change has come. Who is muted is told by no frame; what it does besides is. */
const hasCome = (row: Conversation, { edit, macro }: PendingChange) =>
  hasEdit(row, macro ? { ...edit, muted: undefined } : edit)

const LOOK_EVERY_MS = 200
/** Begins anew with every conversation that comes through. */
const PATIENCE_MS = 8000

/**
 * The server changes many in the background. Waits until the news of each has come, so that a later change of the same
 * conversations cannot overtake this one; what never comes was left out, and is said.
 */
export async function bulkArrives(change: PendingChange): Promise<void> {
  const { ids, macro, accountId: account } = change
  if (account !== accountId.value) return
  const { shelf } = useConversations()
  const open = new Set(ids)
  bulkProgress.total += ids.length
  for (let patience = PATIENCE_MS; open.size > 0 && patience > 0; patience -= LOOK_EVERY_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    for (const id of open) {
      const fact = shelf.get(id)
      if (fact && !hasCome(fact, change)) continue
      open.delete(id)
      bulkProgress.done++
      patience = PATIENCE_MS
    }
  }
  bulkProgress.done += open.size
  if (bulkProgress.done >= bulkProgress.total) Object.assign(bulkProgress, { total: 0, done: 0 })
  const values = { count: open.size, total: ids.length }
  if (open.size === 0) return
  if (macro) showToast({ text: 'toast.macro_not_wholly', values: { ...values, name: macro.name }, tone: 'danger' })
  else showToast({ text: 'toast.some_not_changed', values, tone: 'danger' })
}

/** Where the news has not come, the server is asked what is true. */
export function settleBulk(change: PendingChange, shown: readonly { settle: () => void; remove: () => void }[]): void {
  const { shelf, load } = useConversations()
  for (const [index, id] of change.ids.entries()) {
    const fact = shelf.get(id)
    if (fact && hasCome(fact, change)) shown[index]?.settle()
    else {
      shown[index]?.remove()
      if (fact) void load(id)
    }
  }
}
