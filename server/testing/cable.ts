import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { adapters, createConsumer } from '@rails/actioncable'
import { onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { Ports } from '../platform/http/ports.ts'
import { openCable, type Cable } from '../wire/cable/open-cable.ts'
import type { TestAgent, TestVisitor } from './people.ts'
import type { TestDesk } from './desk.ts'

// What the client expects of a browser: it looks at the page's visibility and finds its own address there.
const page = { visibilityState: 'visible', createElement: () => ({ href: '' }), head: { querySelector: () => null } }
Object.assign(globalThis, { document: page, addEventListener: () => undefined, removeEventListener: () => undefined })
adapters.WebSocket = WebSocket

/** A data frame, as a client receives it. */
export interface HeardFrame {
  event: string
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read foreign shapes freely; the assertions check them
  data: any
  position?: number
}

/** A real client of the socket, with all it has heard. */
export interface Ear {
  frames: HeardFrame[]
  /** The names of the events heard, without presence and the answers to resume. */
  events(): string[]
  perform(action: string, data?: object): void
  /** Waits for a frame like this, beginning after the first `skip` frames; returns it. */
  hears(event: string, skip?: number): Promise<HeardFrame>
  /** Waits until all that was sent to this client so far has arrived. */
  caughtUp(): Promise<void>
  isRejected(): boolean
  close(): Promise<void>
}

/** Where a cable listens. */
export interface TestCable extends Cable {
  url: string
}

/** A socket to listen at; one of this process can say when it has sent what came to it. */
type Listenable = Pick<TestCable, 'url'> & Partial<Pick<TestCable, 'settled'>>

/** Opens the desk's socket on a free port of the loopback interface; `ports` are those of another node, when given. */
export async function aCable(
  desk: { app: FastifyInstance; ports: Ports },
  ports: Ports = desk.ports,
): Promise<TestCable> {
  const server = desk.app.server
  const cable = await openCable(server, ports, '')
  if (!server.listening) {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  }
  onTestFinished(() => cable.close())
  const { port } = server.address() as AddressInfo
  return { ...cable, url: `ws://127.0.0.1:${port}/cable` }
}

/** Subscribes with the real client and waits for the answer, yes or no. */
export async function subscribe(cable: Listenable, identifier: object): Promise<Ear> {
  const frames: HeardFrame[] = []
  let answer: 'confirmed' | 'rejected' | undefined
  let turns = 0
  const consumer = createConsumer(cable.url)
  const subscription = consumer.subscriptions.create(identifier, {
    connected: () => (answer = 'confirmed'),
    rejected: () => (answer = 'rejected'),
    received: (frame: HeardFrame) => void frames.push(frame),
  })
  const close = async () => consumer.disconnect()
  onTestFinished(close)
  const hears = (event: string, skip = 0) =>
    vi.waitFor(() => {
      const found = frames.slice(skip).find((frame) => frame.event === event)
      if (!found) throw new Error(`No ${event} among ${frames.map((frame) => frame.event).join(', ') || 'no frames'}`)
      return found
    }, patiently)
  await vi.waitFor(() => {
    if (!answer) throw new Error('The subscription was not answered')
  }, patiently)
  const perform = (action: string, data: object = {}) => void subscription.perform(action, data)
  return {
    frames,
    events: () => frames.map((frame) => frame.event).filter((event) => !/^(presence|resume)\./.test(event)),
    perform,
    hears,
    caughtUp: async () => {
      await cable.settled?.()
      // Commands are answered in order, after what was sent before; a channel that does not exist is always answered.
      await new Promise<void>((resolve) => {
        consumer.subscriptions.create({ channel: 'NoChannel', turn: turns++ }, { rejected: resolve })
      })
    },
    isRejected: () => answer === 'rejected',
    close,
  }
}

const patiently = { timeout: 20_000, interval: 5 }

/** What an agent's client subscribes with. */
export function agentWords(agent: TestAgent) {
  const { pubsub_token, account_id, id } = agent.user
  return { channel: 'RoomChannel', pubsub_token, account_id, user_id: id }
}

/** What a visitor's client subscribes with. */
export function visitorWords(visitor: TestVisitor) {
  return { channel: 'RoomChannel', pubsub_token: visitor.pubsubToken }
}

/** An agent who listens. */
export const listenAs = (cable: Listenable, agent: TestAgent) => subscribe(cable, agentWords(agent))

/** A visitor who listens. */
export const listenAsVisitor = (cable: Listenable, visitor: TestVisitor) => subscribe(cable, visitorWords(visitor))

/** Announces everything and waits until each of these clients has it. */
export async function settleFor(desk: TestDesk, ears: Ear[]): Promise<void> {
  await desk.settle()
  await Promise.all(ears.map((ear) => ear.caughtUp()))
}
