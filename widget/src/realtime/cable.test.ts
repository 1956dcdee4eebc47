import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { backOff } from './back-off.ts'
import { Cable } from './cable.ts'

class FakeSocket {
  readyState = 1
  sent: { command: string; identifier: string; data?: string }[] = []
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: (() => void) | null = null
  send(data: string) {
    this.sent.push(JSON.parse(data))
  }
  close() {
    this.readyState = 3
  }
  hears(frame: object) {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }
}

let sockets: FakeSocket[]
let identifier: string
let ports: { onLive: () => void; onDown: () => void; onRejected: () => void; onMessage: (message: unknown) => void }
let cable: Cable

beforeEach(() => {
  vi.useFakeTimers()
  sockets = []
  identifier = '{"channel":"RoomChannel","pubsub_token":"p1"}'
  ports = { onLive: vi.fn(), onDown: vi.fn(), onRejected: vi.fn(), onMessage: vi.fn() }
  cable = new Cable({
    openSocket: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket as unknown as WebSocket // only what the client touches
    },
    identifier: () => identifier,
    ...ports,
  })
})

afterEach(() => {
  cable.close()
  vi.useRealTimers()
})

function live(socket: FakeSocket | undefined): FakeSocket {
  socket!.hears({ type: 'welcome' })
  socket!.hears({ type: 'confirm_subscription', identifier })
  return socket!
}

test('subscribes after the welcome and is live after the confirmation', () => {
  cable.connect()
  sockets[0]!.hears({ type: 'welcome' })
  expect(sockets[0]!.sent).toEqual([{ command: 'subscribe', identifier }])
  expect(ports.onLive).not.toHaveBeenCalled()
  sockets[0]!.hears({ type: 'confirm_subscription', identifier })
  expect(ports.onLive).toHaveBeenCalledOnce()
})

test('hears only what is meant for its own subscription', () => {
  cable.connect()
  const socket = live(sockets[0])
  socket.hears({ identifier: 'another', message: { event: 'message.created' } })
  socket.hears({ identifier, message: { event: 'message.updated' } })
  expect(ports.onMessage).toHaveBeenCalledExactlyOnceWith({ event: 'message.updated' })
})

test('a socket that is silent for more than six seconds is replaced', () => {
  cable.connect()
  const socket = live(sockets[0])
  vi.advanceTimersByTime(5000)
  socket.hears({ type: 'ping', message: 1 })
  vi.advanceTimersByTime(5500)
  expect(ports.onDown).not.toHaveBeenCalled()
  vi.advanceTimersByTime(2000)
  expect(ports.onDown).toHaveBeenCalledOnce()
  expect(socket.readyState).toBe(3)
  vi.advanceTimersByTime(1000)
  expect(sockets).toHaveLength(2)
  live(sockets[1])
  expect(ports.onLive).toHaveBeenCalledTimes(2)
})

test('comes back after the server has closed the socket, with an identifier that is true then', () => {
  cable.connect()
  live(sockets[0]).onclose?.()
  identifier = '{"channel":"RoomChannel","pubsub_token":"p2"}'
  vi.advanceTimersByTime(1000)
  live(sockets[1])
  expect(sockets[1]!.sent[0]!.identifier).toBe(identifier)
})

test('a rejected subscription asks for a fresh identifier and tries again', () => {
  cable.connect()
  sockets[0]!.hears({ type: 'welcome' })
  sockets[0]!.hears({ type: 'reject_subscription', identifier })
  expect(ports.onRejected).toHaveBeenCalledOnce()
  vi.advanceTimersByTime(1000)
  expect(sockets).toHaveLength(2)
})

test('tells its presence every minute', () => {
  cable.connect()
  const socket = live(sockets[0])
  for (let second = 0; second < 121; second += 1) {
    socket.hears({ type: 'ping', message: second })
    vi.advanceTimersByTime(1000)
  }
  const told = socket.sent.filter(({ command }) => command === 'message')
  expect(told.map(({ data }) => data)).toEqual(['{"action":"update_presence"}', '{"action":"update_presence"}'])
})

test('after close nothing comes back', () => {
  cable.connect()
  live(sockets[0])
  cable.close()
  vi.advanceTimersByTime(120_000)
  expect(sockets).toHaveLength(1)
})

test('the back-off doubles, is at least half of its step, and has an end', () => {
  expect([0, 1, 2, 3].map((attempt) => backOff(attempt, 1000, 30_000, () => 1))).toEqual([1000, 2000, 4000, 8000])
  expect(backOff(3, 1000, 30_000, () => 0)).toBe(4000)
  expect(backOff(99, 1000, 30_000, () => 1)).toBe(30_000)
})
