import type { Conversation, Message } from './message.ts'
import type { Thread } from './thread.ts'
import type { WidgetApi } from './widget-api.ts'

/** The server's page sizes (contract §2.11). */
const pageSize = 20
const newerPageSize = 100

type Query = { before?: number; after?: number }

/** Fetches into the thread; every page is stamped, so that a frame that came meanwhile wins. */
export function createFetcher(api: WidgetApi, thread: Thread) {
  async function page(query: Query = {}): Promise<Message[]> {
    const askedAt = thread.stamp()
    const { payload } = await api.messages(query)
    thread.applyPage(payload, askedAt)
    return payload
  }

  async function conversation(): Promise<void> {
    const found = await api.conversation()
    if (!found.id) return
    thread.state.conversation = { ...thread.state.conversation, ...(found as Conversation) }
  }

  async function newest(): Promise<void> {
    const first = thread.lastId() === undefined
    const payload = await page()
    if (first) thread.state.hasOlder = payload.length >= pageSize
  }

  return {
    conversation,
    newest,
    async all(): Promise<void> {
      await Promise.all([conversation(), newest()])
      thread.seenUntil(thread.state.conversation?.contact_last_seen_at ?? 0)
    },
    /** After a lost connection: everything newer than the last message, and the newest page for what changed in it. */
    async missed(): Promise<void> {
      for (let last = thread.lastId(); last !== undefined; last = thread.lastId()) {
        const payload = await page({ after: last })
        if (payload.length < newerPageSize) break
      }
      await Promise.all([conversation(), newest()])
      thread.seenUntil(thread.state.conversation?.contact_last_seen_at ?? 0)
    },
    async older(): Promise<void> {
      const before = thread.firstId()
      if (before === undefined || !thread.state.hasOlder) return
      thread.state.hasOlder = (await page({ before })).length >= pageSize
    },
    /** Fresh links for the attachments of one message, and of its neighbours. */
    again: (id: number) => page({ before: id + 1 }),
  }
}
