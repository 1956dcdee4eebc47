/**
 * What one process does for the sockets it holds: it hears the frames of all nodes, in the order of their positions, and the
 * notices of changed access.
 *
 * Frames arrive over a carrier that may lose some. Positions are gapless per account, so a jump shows a loss: the missing
 * events are read from the log and shown before what follows. After the carrier was away every account is caught up.
 */
import { eventsAfter, lastPosition } from '../../platform/events/read-events.ts'
import type { Ports } from '../../platform/http/ports.ts'
import type { Hub } from '../../platform/socket/hub.ts'
import { ACCESS, type AccessNotice } from './access-notices.ts'
import { framesOf } from './broadcaster.ts'
import { deliverFrame, FRAMES, type FrameBatch } from './frame.ts'

const BATCH = 500

/** A node that hears; `stop` lets go of the carrier. */
export interface CableNode {
  stop(): Promise<void>
}

/** Starts hearing for the subscribers of a hub. */
export async function startCableNode(
  parts: { ports: Ports; hub: Hub; origin: string },
  reauthorise: (userIds: number[]) => Promise<void>,
): Promise<CableNode> {
  const { ports, hub, origin } = parts
  const reached = new Map<number, number>()
  // One chain per account keeps the order while a gap is being filled.
  const chains = new Map<number, Promise<void>>()

  const fill = async (accountId: number, until: number) => {
    for (let from = reached.get(accountId) ?? until; from < until; from = reached.get(accountId) ?? until) {
      const events = (await eventsAfter(ports.db, accountId, from, BATCH)).filter((event) => event.position <= until)
      if (events.length === 0) return
      const frames = await framesOf(ports, origin, events)
      events.forEach((event, index) => {
        for (const frame of frames[index] ?? []) deliverFrame(hub, frame, event.position)
      })
      reached.set(accountId, events.at(-1)?.position ?? until)
    }
  }
  const show = async (batch: FrameBatch) => {
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
    const chain = (chains.get(accountId) ?? Promise.resolve())
      .then(step)
      .catch((error: unknown) => ports.log.error({ error, accountId }, 'frames could not be shown'))
    chains.set(accountId, chain)
    return chain
  }
  const stopFrames = await ports.pubsub.subscribe(FRAMES, (text) => {
    const batch = JSON.parse(text) as FrameBatch
    void inOrder(batch.accountId, () => show(batch))
  })
  const stopAccess = await ports.pubsub.subscribe(ACCESS, (text) => {
    const { userIds } = JSON.parse(text) as AccessNotice
    reauthorise(userIds).catch((error: unknown) => ports.log.error({ error }, 'access could not be checked again'))
  })
  const stopReconnect = ports.pubsub.onReconnect(() => {
    for (const accountId of reached.keys()) {
      void inOrder(accountId, async () => fill(accountId, await lastPosition(ports.db, accountId)))
    }
    void reauthorise([...allUsers(hub)]).catch((error: unknown) => ports.log.error({ error }, 'access was not checked'))
  })
  return {
    stop: async () => {
      stopReconnect()
      await Promise.all([stopFrames(), stopAccess()])
      await Promise.all(chains.values())
    },
  }
}

function allUsers(hub: Hub): Set<number> {
  const ids = [...hub.all()].flatMap((subscriber) => [...subscriber.streams])
  return new Set(ids.flatMap((stream) => (stream.startsWith('user:') ? [Number(stream.slice(5))] : [])))
}
