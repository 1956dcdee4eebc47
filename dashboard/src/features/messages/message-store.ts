import { defineStore } from 'pinia'
import { reactive, shallowReactive } from 'vue'
import { deleteMessage, listMessages, retryDelivery } from '../../api/messages.ts'
import type { Message } from '../../api/wire.ts'
import { mergeMessages } from '../../realtime/merge-messages.ts'
import { accountId } from '../../session/current-account.ts'
import { showToast } from '../../ui/toast-store.ts'

/** How much of one thread has been fetched. */
interface Reach {
  loading: boolean
  loadingOlder: boolean
  failure: unknown
  hasOlder: boolean
  stale: boolean
}

const PAGE = 20

/** The loaded messages of each conversation, ascending. */
export const useMessages = defineStore('messages', () => {
  const threads = shallowReactive(new Map<number, readonly Message[]>())
  const reaches = reactive(new Map<number, Reach>())

  function reachOf(id: number): Reach {
    if (!reaches.has(id))
      reaches.set(id, { loading: false, loadingOlder: false, failure: null, hasOlder: false, stale: false })
    return reaches.get(id) as Reach
  }

  function take(id: number, incoming: readonly Message[]): void {
    threads.set(id, mergeMessages(threads.get(id) ?? [], incoming))
  }

  /** Loads the latest messages unless they are here and nothing was missed since. */
  async function ensure(id: number): Promise<void> {
    const reach = reachOf(id)
    if (reach.loading || (threads.has(id) && !reach.stale)) return
    Object.assign(reach, { loading: true, failure: null, stale: false })
    try {
      const latest = await listMessages(accountId.value, id)
      const known = threads.get(id)
      const overlaps = known?.some((one) => one.id >= (latest[0]?.id ?? 0))
      if (known && !overlaps && latest.length > 0) threads.delete(id)
      if (!overlaps || !known) reach.hasOlder = latest.length >= PAGE
      take(id, latest)
    } catch (error) {
      reach.failure = error
    }
    reach.loading = false
    if (reach.stale) await ensure(id)
  }

  async function loadOlder(id: number): Promise<void> {
    const reach = reachOf(id)
    const oldest = threads.get(id)?.[0]
    if (!oldest || !reach.hasOlder || reach.loadingOlder) return
    reach.loadingOlder = true
    try {
      const older = await listMessages(accountId.value, id, { before: oldest.id })
      reach.hasOlder = older.length >= PAGE
      take(id, older)
    } catch (error) {
      showToast({ text: 'toast.older_failed', cause: error, tone: 'danger' })
    } finally {
      reach.loadingOlder = false
    }
  }

  function markAllStale(): void {
    for (const reach of reaches.values()) reach.stale = true
  }

  return { threads, reachOf, take, ensure, loadOlder, markAllStale, ...actionsOn(take) }
})

function actionsOn(take: (id: number, incoming: readonly Message[]) => void) {
  async function remove(message: Message): Promise<void> {
    try {
      const left = await deleteMessage(accountId.value, message.conversation_id, message.id)
      take(message.conversation_id, [
        { ...message, ...left, content_attributes: { ...left?.content_attributes, deleted: true }, attachments: [] },
      ])
    } catch (error) {
      showToast({ text: 'toast.not_deleted', cause: error, tone: 'danger' })
    }
  }
  async function retry(message: Message): Promise<void> {
    try {
      take(message.conversation_id, [await retryDelivery(accountId.value, message.conversation_id, message.id)])
    } catch (error) {
      showToast({ text: 'toast.not_retried', cause: error, tone: 'danger' })
    }
  }
  return { remove, retry }
}
