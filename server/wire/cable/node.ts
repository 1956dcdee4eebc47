/**
 * What one process does for the sockets it holds: it hears the frames of all nodes, in the order of their positions, and the
 * notices of changed access.
 *
 * Frames arrive over a carrier that may lose some. Positions are gapless per account, so a jump shows a loss: the missing
 * events are read from the log and shown before what follows. Every few seconds, and when the carrier is back, the node
 * compares itself with the log, so that even a loss that nothing follows is made good.
 */
import { eventsAfter, lastPosition, lastPositions } from '../../platform/events/read-events.ts'
import type { Ports } from '../../platform/http/ports.ts'
import type { Hub } from '../../platform/socket/hub.ts'
import { BRAND, showBrand } from './brand-notices.ts'
import { ACCESS, accessChangedBy, type AccessNotice } from './access-notices.ts'
import { framesOf } from './broadcaster.ts'
import { deliverFrame, FRAMES, type FrameBatch } from './frame.ts'
import { keepAccess, type KeptAccess } from './keep-access.ts'
import type { Listener } from './room-channel.ts'

const BATCH = 500
const LOOK_MS = 5000

/** A node that hears. */
export interface CableNode {
  /** Lets a listener hear: every event that gets its position after this has answered, each once, in order. */
  follow(listener: Listener): Promise<void>
  /** Compares with the log and shows what was missed. */
  look(): Promise<void>
  access: KeptAccess
  /** Waits until everything that has arrived so far is shown. */
  settled(): Promise<unknown>
  /** Lets go of the carrier. */
  stop(): Promise<void>
}

interface Parts {
  ports: Ports
  hub: Hub
  origin: string
}

/** Starts hearing for the subscribers of a hub. */
export async function startCableNode(parts: Parts): Promise<CableNode> {
  const { ports, hub } = parts
  const access = keepAccess(ports, hub)
  const shown = showInOrder(parts, access)
  const follow = (listener: Listener) =>
    shown.inOrder(listener.accountId, async () => {
      await shown.begin(listener.accountId)
      hub.add(listener)
    })
  const look = async () => {
    const accounts = new Set(([...hub.all()] as Listener[]).map((listener) => listener.accountId))
    if (accounts.size === 0) return
    const heads = await lastPositions(ports.db, [...accounts])
    await Promise.all([...heads].map(([id, head]) => shown.inOrder(id, () => shown.fill(id, head))))
  }
  const lookSafely = () =>
    void look().catch((error: unknown) => ports.log.warn({ error }, 'sockets could not be compared with the log'))
  const stopFrames = await ports.pubsub.subscribe(FRAMES, (text) => {
    const batch = JSON.parse(text) as FrameBatch
    shown
      .inOrder(batch.accountId, () => shown.show(batch))
      .catch((error: unknown) => {
        ports.log.error({ error, accountId: batch.accountId }, 'frames could not be shown; the next look shows them')
      })
  })
  const stopAccess = await ports.pubsub.subscribe(ACCESS, (text) => {
    access.lookAgain((JSON.parse(text) as AccessNotice).userIds)
  })
  const stopBrand = await ports.pubsub.subscribe(BRAND, () => {
    showBrand(ports, hub).catch((error: unknown) => ports.log.warn({ error }, 'the brand could not be shown'))
  })
  const stopReconnect = ports.pubsub.onReconnect(() => {
    lookSafely()
    access.lookAgain(listeningUsers(hub))
  })
  const timer = setInterval(lookSafely, LOOK_MS)
  timer.unref()
  const stop = async () => {
    clearInterval(timer)
    stopReconnect()
    await Promise.all([stopFrames(), stopAccess(), stopBrand()])
    await shown.settled()
  }
  return { follow, look, access, settled: shown.settled, stop }
}

/** Shows events in order, one chain of steps per account, so that the order stays while a gap is being filled. */
function showInOrder({ ports, hub, origin }: Parts, access: KeptAccess) {
  const reached = new Map<number, number>()
  const chains = new Map<number, Promise<void>>()

  const begin = async (accountId: number) => {
    if (!reached.has(accountId)) reached.set(accountId, await lastPosition(ports.db, accountId))
  }
  const fill = async (accountId: number, until: number) => {
    for (let from = reached.get(accountId) ?? until; from < until; from = reached.get(accountId) ?? until) {
      const events = (await eventsAfter(ports.db, accountId, from, BATCH)).filter((event) => event.position <= until)
      if (events.length === 0) return
      access.lookAgain(accessChangedBy(events))
      await access.settled()
      const frames = await framesOf(ports, origin, events)
      events.forEach((event, index) => {
        for (const frame of frames[index] ?? []) deliverFrame(hub, frame, event.position)
        reached.set(accountId, event.position)
      })
    }
  }
  const show = async (batch: FrameBatch) => {
    await access.settled()
    for (const { position, frames } of batch.entries) {
      if (position !== null) {
        const last = reached.get(batch.accountId)
        if (last !== undefined && position <= last) continue
        if (last !== undefined && position > last + 1) await fill(batch.accountId, position - 1)
        reached.set(batch.accountId, position)
      }
      for (const frame of frames) deliverFrame(hub, frame, position)
    }
  }
  const inOrder = (accountId: number, step: () => Promise<void>) => {
    const done = (chains.get(accountId) ?? Promise.resolve()).then(step)
    chains.set(
      accountId,
      done.catch(() => undefined),
    )
    return done
  }
  return { begin, fill, show, inOrder, settled: () => Promise.all(chains.values()) }
}

function listeningUsers(hub: Hub): number[] {
  const ids = ([...hub.all()] as Listener[]).map((listener) => listener.userId ?? 0)
  return [...new Set(ids)]
}
