import type { Server } from 'node:http'
import { system } from '../../kernel/actor.ts'
import { assignWaitingLater } from '../../features/auto-assignment/index.ts'
import { appear, disappear } from '../../features/presence/index.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { createHub, type Hub } from '../../platform/socket/hub.ts'
import { acceptSockets } from '../../platform/socket/socket-server.ts'
import { CABLE_PROTOCOLS, speakActionCable, type CableHandlers } from './action-cable.ts'
import { createLookingDesk } from './looking.ts'
import { startCableNode } from './node.ts'
import { startPresencePulse } from './presence-pulse.ts'
import { resume } from './resume.ts'
import { authorise, type Listener } from './room-channel.ts'
import { createViewingDesk } from './viewing.ts'

/** The socket of this process, open at /cable. */
export interface Cable {
  connections(): number
  /** Shows at once what the carrier of frames lost; it also happens by itself every few seconds. */
  catchUp(): Promise<void>
  /** Waits until every frame that has come to this process so far is sent. */
  settled(): Promise<unknown>
  close(): Promise<void>
}

/** Opens /cable on an HTTP server: subscriptions, presence, frames of all nodes, resume. */
export async function openCable(server: Server, ports: Ports, origin: string): Promise<Cable> {
  const [hub, viewing, looking] = [createHub(), createViewingDesk(ports), createLookingDesk(ports)]
  const pulse = startPresencePulse(ports, hub)
  const node = await startCableNode({ ports, hub, origin })

  const beHere = (listener: Listener) => appearHere(ports, listener).then(() => pulse.answer(listener))
  const handlers: CableHandlers = {
    subscribe: async (identifier, line) => {
      const changes = node.access.changes()
      const listener = await authorise(ports, identifier, line)
      if (!listener) return undefined
      await node.follow(listener)
      if (listener.userId && node.access.changes() !== changes) node.access.lookAgain([listener.userId])
      return listener
    },
    confirmed: beHere,
    unsubscribe: async (listener) => {
      hub.remove(listener)
      await viewing.gone(listener)
      await looking.look(listener, false)
      const someone = await listener.someone()
      // On another node the next ping brings them back within seconds.
      if (someone && !isElsewhere(hub, listener) && (await disappear(ports.scratch, someone))) pulse.look()
    },
    perform: async (listener, action, data) => {
      if (action === 'update_presence') await beHere(listener)
      if (action === 'viewing') await viewing.look(listener, data['conversation_id'])
      if (action === 'looking') await looking.look(listener, data['looking'] === true)
      if (action === 'resume') await resume(ports, origin, listener, data['position'])
    },
  }
  const sockets = acceptSockets(server, {
    path: '/cable',
    protocols: CABLE_PROTOCOLS,
    log: ports.log,
    open: (socket) => speakActionCable(socket, handlers, ports.log),
  })
  return {
    connections: () => sockets.count(),
    catchUp: () => node.look(),
    settled: () => node.settled(),
    close: async () => {
      pulse.stop()
      await sockets.close()
      await node.stop()
    },
  }
}

async function appearHere(ports: Ports, listener: Listener): Promise<void> {
  const someone = await listener.someone()
  const came = someone !== undefined && (await appear(ports.scratch, someone))
  if (!came || someone.kind !== 'users') return
  await ports.work(someone.accountId, system, async (work) => assignWaitingLater(work))
}

/** Whether the same person listens to the same account through another socket, such as a second tab. */
function isElsewhere(hub: Hub, { ownStream, accountId }: Listener): boolean {
  return [...hub.subscribers(ownStream)].some((other) => (other as Listener).accountId === accountId)
}
