import { randomUUID } from 'node:crypto'
import { audienceOf, loadConversation, viewConversation } from '../../features/conversations/index.ts'
import { findActors } from '../../features/people/index.ts'
import { leave, view, viewersOf, type Viewing } from '../../features/presence/index.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { FRAMES, type FrameBatch } from './frame.ts'
import type { Listener } from './room-channel.ts'

// Clients forget a picture after a minute, so one that stays the same is told again before that.
const AGAIN_MS = 25_000

/** Which conversation each subscription of this process has open. Ours: upstream shows presence in accounts only. */
export interface ViewingDesk {
  /** `number` of the account's conversation, or anything else for none. */
  look(listener: Listener, number: unknown): Promise<void>
  gone(listener: Listener): Promise<void>
}

/**
 * Keeps who views what, per subscription:  nothing → a conversation → another one → nothing. What is kept in scratch runs out by
 * itself, for the case that this process dies; what one may not see any more is left at the next word.
 */
export function createViewingDesk(ports: Ports): ViewingDesk {
  const open = new Map<Listener, Viewing>()
  const told = new Map<number, { picture: string; at: number }>()

  const tell = async (conversationId: number) => {
    const userIds = await viewersOf(ports.scratch, conversationId)
    const picture = userIds.join()
    const before = told.get(conversationId)
    const at = ports.now().getTime()
    if (before?.picture === picture && at - before.at < AGAIN_MS) return
    if (userIds.length > 0) told.set(conversationId, { picture, at })
    else told.delete(conversationId)
    await announceViewers(ports, conversationId, userIds)
  }
  const move = async (listener: Listener, number: unknown) => {
    const before = open.get(listener)
    const next = await visible(ports, listener, number)
    if (before && before.conversationId !== next) {
      open.delete(listener)
      await leave(ports.scratch, before)
      await tell(before.conversationId)
    }
    if (next === undefined || listener.userId === undefined) return
    const viewing = open.get(listener) ?? { conversationId: next, userId: listener.userId, window: randomUUID() }
    open.set(listener, viewing)
    await view(ports.scratch, viewing)
    await tell(next)
  }
  // Commands of one socket are done one after the other, so nobody is put back who has left meanwhile.
  const look = (listener: Listener, number: unknown) =>
    move(listener, number).catch((error: unknown) => ports.log.debug({ error }, 'who views a conversation was lost'))
  return { look, gone: (listener) => look(listener, null) }
}

/** The id of the conversation of this number that the listener may see. */
async function visible(ports: Ports, { accountId, userId }: Listener, number: unknown): Promise<number | undefined> {
  if (userId === undefined || !Number.isSafeInteger(number) || Number(number) < 1 || Number(number) > 2 ** 31 - 1)
    return undefined
  const [actor] = await findActors(ports.db, accountId, [userId])
  if (!actor) return undefined
  const found = await loadConversation(ports.db, { accountId, actor }, Number(number)).catch((error: unknown) => {
    if (error instanceof Refusal) return undefined
    throw error
  })
  return found?.id
}

async function announceViewers(ports: Ports, conversationId: number, userIds: number[]): Promise<void> {
  const seen = await viewConversation(ports.db, conversationId)
  if (!seen) return
  const data = { account_id: seen.accountId, conversation_id: seen.number, user_ids: userIds }
  const frame = { streams: audienceOf(seen), event: 'conversation.viewers', data }
  const batch: FrameBatch = { accountId: seen.accountId, entries: [{ position: null, frames: [frame] }] }
  await ports.pubsub.publish(FRAMES, JSON.stringify(batch))
}
