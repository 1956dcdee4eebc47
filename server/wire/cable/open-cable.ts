import type { Server } from 'node:http'
import { appear, disappear, presenceOf } from '../../features/presence/index.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { createHub } from '../../platform/socket/hub.ts'
import { acceptSockets } from '../../platform/socket/socket-server.ts'
import { CABLE_PROTOCOLS, speakActionCable, type CableHandlers } from './action-cable.ts'
import { frameFor } from './frame.ts'
import { startCableNode } from './node.ts'
import { presenceFrame, startPresencePulse } from './presence-pulse.ts'
import { resume } from './resume.ts'
import { authorise, reauthorise, type Listener } from './room-channel.ts'

/** The socket of this process, open at /cable. */
export interface Cable {
  connections(): number
  close(): Promise<void>
}

/** Opens /cable on an HTTP server: subscriptions, presence, frames of all nodes, resume. */
export async function openCable(server: Server, ports: Ports, origin: string): Promise<Cable> {
  const hub = createHub()
  const pulse = startPresencePulse(ports, hub)
  const node = await startCableNode({ ports, hub, origin }, (userIds) => reauthorise(ports, hub, userIds))

  const beHere = async (listener: Listener) => {
    const someone = await listener.someone()
    if (someone && (await appear(ports.scratch, someone))) pulse.look()
    const presence = await presenceOf(ports, listener.accountId)
    const frame = presenceFrame(listener.accountId, presence, listener.userId !== undefined)
    listener.send(frameFor(listener.identifier, frame, null))
  }
  const handlers: CableHandlers = {
    authorise: (identifier, send) => authorise(ports, identifier, send),
    subscribed: async (listener) => {
      hub.add(listener)
      await beHere(listener)
    },
    unsubscribed: async (listener) => {
      hub.remove(listener)
      const someone = await listener.someone()
      const elsewhere = [...listener.streams].some(
        (stream) => stream.startsWith('user:') && hub.subscribers(stream).size > 0,
      )
      // On another node the next ping brings them back within seconds.
      if (someone && !elsewhere && (await disappear(ports.scratch, someone))) pulse.look()
    },
    perform: async (listener, action, data) => {
      if (action === 'update_presence') await beHere(listener)
      if (action === 'resume' && listener.userId !== undefined) {
        const position = data['position']
        await resume(ports, origin, listener, typeof position === 'number' ? position : null)
      }
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
    close: async () => {
      pulse.stop()
      await sockets.close()
      await node.stop()
    },
  }
}
