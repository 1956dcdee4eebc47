import { defineStore } from 'pinia'
import { computed } from 'vue'
import { accountId } from '../../session/current-account.ts'
import { localShelf } from '../../session/local-shelf.ts'
import { newKey } from '../../session/new-key.ts'
import { useSession } from '../../session/session-store.ts'
import { isHeld, retryDelay } from '../outbox/next-to-send.ts'
import { outboxDisk } from '../outbox/outbox-disk.ts'
import type { ContactEdit } from '../contacts/contact-edit.ts'
import { ChangeQueue } from './change-queue.ts'
import type { QueueWord } from './change-queue.ts'
import type { Edit, PendingChange, RunningMacro } from './pending-change.ts'
import { shownChanges } from './shown-changes.ts'
import { isRefusal, transmitChange } from './transmit-change.ts'
import { bulkArrives, isDoneLater } from './watch-bulk.ts'

const NAME = 'porchlight-changes'
const shelf = localShelf<PendingChange>('changes')

/** Changes made but not yet taken by the server. They show at once and survive a reload. */
export const useChanges = defineStore('changes', () => {
  const asked = new Map<string, (agreed: boolean) => void>()
  const shown = shownChanges((key, agreed) => {
    asked.get(key)?.(agreed)
    asked.delete(key)
  })
  const unsent = computed(() => shown.waiting.size)
  const channel = new BroadcastChannel(NAME)
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastOrder = 0

  const queue: ChangeQueue = new ChangeQueue({
    ...outside,
    alone: 'locks' in navigator ? (work: () => Promise<void>) => navigator.locks.request(NAME, work) : null,
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target.
    tell: (word) => channel.postMessage(word),
    wakeIn: (ms) => {
      clearTimeout(timer)
      if (ms !== null) timer = setTimeout(() => queue.drain(), ms)
    },
    onShown: shown.show,
    onDone: shown.end,
  })
  channel.addEventListener('message', (event: MessageEvent<QueueWord>) => queue.hear(event.data))

  /** True once the server has agreed, false when it has refused. */
  const make = (ids: readonly number[], edit: Edit) => put({ ids: [...ids], edit })
  const makeOfContact = (id: number, ofContact: ContactEdit) => put({ ids: [id], edit: {}, ofContact })

  const runMacro = (ids: readonly number[], edit: Edit, macro: RunningMacro) => put({ ids: [...ids], edit, macro })

  async function put(what: Pick<PendingChange, 'ids' | 'edit' | 'ofContact' | 'macro'>): Promise<boolean> {
    lastOrder = Math.max(Date.now(), lastOrder + 1)
    const order = lastOrder
    const base = { key: newKey(), accountId: accountId.value, userId: useSession().user?.id ?? 0 }
    // Rows may hand over what Vue watches, which no disk takes.
    const plain = JSON.parse(JSON.stringify(what)) as typeof what
    const change: PendingChange = { ...base, ...plain, order, attempts: 0, notBefore: 0, after: [] }
    const outcome = new Promise<boolean>((resolve) => asked.set(change.key, resolve))
    void queue.add(change, () => messagesBefore(change))
    return outcome
  }

  return {
    unsent,
    make,
    makeOfContact,
    runMacro,
    restore: () => queue.adopt(),
    drain: () => queue.drain(),
    hurry: () => queue.hurry(),
  }
})

/** The disk, the server and the clock, as a page has them. */
const outside = {
  disk: { ...shelf, all: mine },
  transmit: async (change: PendingChange) => {
    await transmitChange(change)
    if (isDoneLater(change)) await bulkArrives(change)
  },
  isRefusal,
  unsent: unsentMessages,
  retryDelay,
  now: () => Date.now(),
}

/** What this agent has on the disk; another who used this browser finds theirs when they are back. */
async function mine(): Promise<PendingChange[]> {
  const userId = useSession().user?.id
  return (await shelf.all()).filter((one) => one.userId === userId)
}

async function unsentMessages(): Promise<ReadonlySet<string>> {
  return new Set((await outboxDisk.all()).filter((one) => one.state !== 'failed').map((one) => one.key))
}

/** A reply that was written before the conversation was resolved arrives before. */
async function messagesBefore({
  ids,
  accountId: account,
  order,
  edit,
  ofContact,
  macro,
}: PendingChange): Promise<string[]> {
  if (ofContact) return []
  const now = Date.now()
  return (
    (await outboxDisk.all())
      .filter((one) => one.state !== 'failed' && one.accountId === account && ids.includes(one.conversationId))
      .filter((one) => one.order < order)
      // Who has it or what it is marked with does not wait for second thoughts about a reply.
      .filter((one) => edit.status !== undefined || macro || !isHeld(one, now))
      .map((one) => one.key)
  )
}
