import { defineStore } from 'pinia'
import { reactive, shallowReactive } from 'vue'
import { deleteMessage, listMessages, retryDelivery } from '../../api/messages.ts'
import type { Message } from '../../api/wire.ts'
import { mergeMessages } from '../../realtime/merge-messages.ts'
import { accountId } from '../../session/current-account.ts'
import { showToast } from '../../ui/toast-store.ts'
import { removeLater } from './remove-later.ts'

/** How much of one thread has been fetched. */
export interface Reach {
  loading: boolean
  loadingOlder: boolean
  loadingNewer: boolean
  failure: unknown
  hasOlder: boolean
  /** Where a look into history ends: what is newer is not known without gaps. Null where the thread reaches to now. */
  upTo: number | null
  stale: boolean
}

const PAGE = 20
/** How many a look forward gets (contract 2.11). */
const NEWER_PAGE = 100

const untouched = (): Reach => ({
  loading: false,
  loadingOlder: false,
  loadingNewer: false,
  failure: null,
  hasOlder: false,
  upTo: null,
  stale: false,
})

/** The loaded messages of each conversation, ascending. */
export const useMessages = defineStore('messages', () => {
  const threads = shallowReactive(new Map<number, readonly Message[]>())
  const reaches = reactive(new Map<number, Reach>())
  const running = new Map<number, Promise<void>>()

  function reachOf(id: number): Reach {
    if (!reaches.has(id)) reaches.set(id, untouched())
    return reaches.get(id) as Reach
  }
  function take(id: number, incoming: readonly Message[]): void {
    threads.set(id, mergeMessages(threads.get(id) ?? [], incoming))
  }
  /** Loads the latest messages unless they are here and nothing was missed since. */
  function ensure(id: number): Promise<void> {
    const reach = reachOf(id)
    const known = running.get(id)
    if (known) return known
    if (threads.has(id) && !reach.stale) return Promise.resolve()
    const started = latest(id, reach).finally(() => running.delete(id))
    running.set(id, started)
    return started
  }
  async function latest(id: number, reach: Reach): Promise<void> {
    Object.assign(reach, { loading: true, failure: null, stale: false })
    try {
      const found = await listMessages(accountId.value, id)
      const known = threads.get(id)
      const overlaps = reach.upTo === null && known?.some((one) => one.id >= (found[0]?.id ?? 0))
      if (known && !overlaps && found.length > 0) threads.delete(id)
      if (!overlaps || !known) reach.hasOlder = found.length >= PAGE
      reach.upTo = null
      take(id, found)
    } catch (error) {
      reach.failure = error
    }
    reach.loading = false
    if (reach.stale) await latest(id, reach)
  }
  function markAllStale(): void {
    for (const reach of reaches.values()) reach.stale = true
  }
  return { threads, reachOf, take, ensure, markAllStale, ...historyOf(threads, reachOf, take), ...actionsOn(take) }
})

type Take = (id: number, incoming: readonly Message[]) => void

/** Looking back, to a message of long ago, and forward again. */
function historyOf(threads: Map<number, readonly Message[]>, reachOf: (id: number) => Reach, take: Take) {
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
  async function loadNewer(id: number): Promise<void> {
    const reach = reachOf(id)
    if (reach.upTo === null || reach.loadingNewer) return
    reach.loadingNewer = true
    try {
      const newer = await listMessages(accountId.value, id, { after: reach.upTo })
      take(id, newer)
      reach.upTo = newer.length >= NEWER_PAGE ? (newer.at(-1)?.id ?? null) : null
    } catch (error) {
      showToast({ text: 'toast.newer_failed', cause: error, tone: 'danger' })
    } finally {
      reach.loadingNewer = false
    }
  }
  /** Brings a message and what stands around it; false when this thread has no such message. */
  async function bring(id: number, messageId: number): Promise<boolean> {
    const reach = reachOf(id)
    const isShown = reach.upTo === null || messageId <= reach.upTo
    if (isShown && threads.get(id)?.some((one) => one.id === messageId)) return true
    const [older, newer] = await Promise.all([
      listMessages(accountId.value, id, { before: messageId + 1 }),
      listMessages(accountId.value, id, { after: messageId }),
    ])
    if (older.at(-1)?.id !== messageId) return false
    threads.set(id, [...older, ...newer])
    reach.hasOlder = older.length >= PAGE
    reach.upTo = newer.length >= NEWER_PAGE ? (newer.at(-1)?.id ?? null) : null
    return true
  }
  return { loadOlder, loadNewer, bring }
}

function actionsOn(take: Take) {
  const removing = shallowReactive(new Set<number>())

  async function removeNow(message: Message, isLeaving: boolean): Promise<void> {
    try {
      const left = await deleteMessage(accountId.value, message.conversation_id, message.id, isLeaving)
      take(message.conversation_id, [
        { ...message, ...left, content_attributes: { ...left?.content_attributes, deleted: true }, attachments: [] },
      ])
    } catch (error) {
      showToast({ text: 'toast.not_deleted', cause: error, tone: 'danger' })
    } finally {
      removing.delete(message.id)
    }
  }
  /** Gone at once, for everybody after the time in which it can be taken back. */
  function remove(message: Message): void {
    if (removing.has(message.id)) return
    removing.add(message.id)
    removeLater({
      run: (isLeaving) => void removeNow(message, isLeaving),
      undone: () => removing.delete(message.id),
      text: 'undo.message_deleted',
    })
  }
  async function retry(message: Message): Promise<void> {
    try {
      take(message.conversation_id, [await retryDelivery(accountId.value, message.conversation_id, message.id)])
    } catch (error) {
      showToast({ text: 'toast.not_retried', cause: error, tone: 'danger' })
    }
  }
  return { removing, remove, retry }
}
