/**
 * The ActionCable protocol on one socket (contract 3.1).
 *
 *   open ── welcome ──▶ talking ── subscribe ──▶ confirm or reject, per identifier
 *                          │  │             └── access lost ──▶ reject: the client knows it hears no more
 *                          │  └── message ──▶ update_presence, resume
 *                          └── ping every 3 s ── closed, by the client or because a command failed: it comes back and resumes
 */
import { z } from 'zod'
import type { Log } from '../../platform/http/ports.ts'
import type { Socket, SocketProtocol } from '../../platform/socket/socket-server.ts'
import type { Line, Listener } from './room-channel.ts'

/** The sub-protocols of ActionCable. */
export const CABLE_PROTOCOLS = ['actioncable-v1-json']

const PING_MS = 3000
// A client subscribes to one channel; more is a mistake or mischief.
const MAXIMUM_SUBSCRIPTIONS = 10

/** What happens behind the protocol. */
export interface CableHandlers {
  /** Lets a listener in, who hears from now on; undefined when they may not. */
  subscribe(identifier: string, line: Line): Promise<Listener | undefined>
  confirmed(listener: Listener): Promise<void>
  unsubscribe(listener: Listener): Promise<void>
  perform(listener: Listener, action: string, data: Record<string, unknown>): Promise<void>
}

const commandSchema = z.object({
  command: z.enum(['subscribe', 'unsubscribe', 'message']),
  identifier: z.string().max(4096),
  data: z.string().optional(),
})

/** Speaks ActionCable on a socket until it closes. Commands of one socket are done one after the other. */
export function speakActionCable(socket: Socket, handlers: CableHandlers, log: Log): SocketProtocol {
  let chain = Promise.resolve()
  const inOrder = (step: () => Promise<void>) => {
    chain = chain.then(step).catch((error: unknown) => {
      log.error({ error }, 'a socket command failed')
      socket.close()
    })
  }
  const subscriptions = keepSubscriptions(socket, handlers, inOrder)
  const ping = setInterval(() => {
    socket.send(JSON.stringify({ type: 'ping', message: Math.floor(Date.now() / 1000) }))
  }, PING_MS)
  socket.send('{"type":"welcome"}')
  return {
    onText: (text) => {
      const command = commandSchema.safeParse(parseJson(text))
      if (!command.success) return
      const { identifier, data } = command.data
      if (command.data.command === 'subscribe') inOrder(() => subscriptions.subscribe(identifier))
      else if (command.data.command === 'unsubscribe') inOrder(() => subscriptions.unsubscribe(identifier))
      else inOrder(() => subscriptions.perform(identifier, data))
    },
    onClose: () => {
      clearInterval(ping)
      subscriptions.close()
    },
  }
}

/** The subscriptions of one socket, by their identifiers. */
function keepSubscriptions(socket: Socket, handlers: CableHandlers, inOrder: (step: () => Promise<void>) => void) {
  const listeners = new Map<string, Listener>()
  let closed = false
  const reject = (identifier: string) => socket.send(JSON.stringify({ identifier, type: 'reject_subscription' }))
  const subscribe = async (identifier: string) => {
    if (closed || listeners.has(identifier)) return
    if (listeners.size >= MAXIMUM_SUBSCRIPTIONS) return reject(identifier)
    const line: Line = { send: (frame) => socket.send(frame), end: () => inOrder(() => end(identifier)) }
    const listener = await handlers.subscribe(identifier, line)
    if (!listener) return reject(identifier)
    // A close during the subscribing has queued no farewell for this one yet.
    if (closed) return handlers.unsubscribe(listener)
    listeners.set(identifier, listener)
    socket.send(JSON.stringify({ identifier, type: 'confirm_subscription' }))
    await handlers.confirmed(listener)
  }
  const unsubscribe = async (identifier: string) => {
    const listener = listeners.get(identifier)
    listeners.delete(identifier)
    if (listener) await handlers.unsubscribe(listener)
  }
  const end = async (identifier: string) => {
    if (listeners.has(identifier)) reject(identifier)
    await unsubscribe(identifier)
  }
  const perform = async (identifier: string, text: string | undefined) => {
    const listener = listeners.get(identifier)
    const data = actionOf(text)
    if (listener && data) await handlers.perform(listener, data.action, data)
  }
  const close = () => {
    closed = true
    for (const identifier of listeners.keys()) inOrder(() => unsubscribe(identifier))
  }
  return { subscribe, unsubscribe, perform, close }
}

function actionOf(text: string | undefined) {
  const data = z.looseObject({ action: z.string() }).safeParse(parseJson(text ?? ''))
  return data.success ? data.data : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
