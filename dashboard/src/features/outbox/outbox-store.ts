import { defineStore } from 'pinia'
import { computed, markRaw, shallowReactive } from 'vue'
import { newKey } from '../../session/new-key.ts'
import { useSession } from '../../session/session-store.ts'
import { useChanges } from '../changes/change-store.ts'
import { changeStatus } from '../conversations/change-conversation.ts'
import { useMessages } from '../messages/message-store.ts'
import { holdOf, stillHeld } from './hold.ts'
import { nextDue, nextToSend } from './next-to-send.ts'
import type { Outgoing } from './next-to-send.ts'
import { outboxDisk } from './outbox-disk.ts'
import { transmit } from './transmit.ts'

type Draft = Pick<
  Outgoing,
  'accountId' | 'conversationId' | 'content' | 'private' | 'files' | 'more' | 'thenResolve' | 'heldUntil' | 'written'
>

const untried = { state: 'queued', attempts: 0, notBefore: 0, problem: '', progress: 0 } as const

const drainChanges = () => useChanges().drain()

/** Messages written but not yet taken by the server. They survive a reload; the key makes every repeat harmless. */
export const useOutbox = defineStore('outbox', () => {
  const waiting = shallowReactive(new Map<string, Outgoing>())
  const unsent = computed(() => [...waiting.values()].filter((one) => one.state !== 'failed').length)
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastOrder = 0

  function update(key: string, change: Partial<Outgoing>): void {
    const known = waiting.get(key)
    if (known) waiting.set(key, markRaw({ ...known, ...change }))
  }

  /** Returns the key of the message. */
  function post(draft: Draft): string {
    lastOrder = Math.max(Date.now(), lastOrder + 1)
    const userId = useSession().user?.id ?? 0
    const message: Outgoing = markRaw({ ...draft, ...untried, key: newKey(), userId, order: lastOrder })
    waiting.set(message.key, message)
    hold.keep(message)
    drain()
    return message.key
  }

  function drain(): void {
    clearTimeout(timer)
    const now = Date.now()
    for (const message of nextToSend(waiting.values(), now)) void attempt(message)
    const next = nextDue(waiting.values(), now)
    if (next !== null) timer = setTimeout(drain, next - now)
  }

  async function attempt(message: Outgoing): Promise<void> {
    update(message.key, { state: 'sending', problem: '' })
    if (!(await hold.isStillWanted(message))) return forget(message.key)
    const outcome = await transmit(message, (progress) => update(message.key, { progress }))
    if ('sent' in outcome) {
      useMessages().take(message.conversationId, [{ ...outcome.sent, echo_id: message.key }])
      forget(message.key)
      if (message.thenResolve) void changeStatus(message.conversationId, { status: 'resolved' })
    } else {
      update(message.key, outcome.change)
      const failed = waiting.get(message.key)
      if (failed?.state === 'failed') void outboxDisk.put(failed).then(drainChanges)
    }
    drain()
  }

  function forget(key: string): void {
    waiting.delete(key)
    void outboxDisk.delete(key).then(drain).then(drainChanges)
  }

  const hold = holdOf({ waiting, update, forget, drain })
  const { sendNow, takeBack } = hold
  return { waiting, unsent, post, drain, forget, sendNow, takeBack, ...returningTo(waiting, update, drain) }
})

function returningTo(
  waiting: Map<string, Outgoing>,
  update: (key: string, change: Partial<Outgoing>) => void,
  drain: () => void,
) {
  /** Takes up what an earlier page of this agent left unsent. */
  async function restore(userId: number): Promise<void> {
    for (const message of await outboxDisk.all()) {
      if (message.userId !== userId || waiting.has(message.key)) continue
      const state = message.state === 'failed' ? 'failed' : 'queued'
      waiting.set(
        message.key,
        markRaw({ ...message, ...untried, ...stillHeld(message), state, problem: message.problem }),
      )
    }
    drain()
  }
  /** The network is back: nobody sits out a back-off. */
  function hurry(): void {
    for (const one of waiting.values()) if (one.state === 'queued') update(one.key, { notBefore: 0 })
    drain()
  }
  function retry(key: string): void {
    update(key, { state: 'queued', notBefore: 0, problem: '' })
    drain()
  }
  return { restore, hurry, retry }
}
