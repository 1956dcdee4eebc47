import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { createLog } from '../log/log.ts'
import { acceptSockets, type Socket } from './socket-server.ts'

async function aServer(open?: (socket: Socket) => void) {
  const heard: string[] = []
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const sockets = acceptSockets(server, {
    path: '/cable',
    protocols: ['actioncable-v1-json'],
    log: createLog({ level: 'silent' }),
    open: (socket) => {
      open?.(socket)
      return { onText: (text) => void heard.push(text), onClose: () => void heard.push('(closed)') }
    },
  })
  onTestFinished(async () => {
    await sockets.close()
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { sockets, heard, url: `ws://127.0.0.1:${port}` }
}

test('a socket on the path speaks the first protocol that both know', async () => {
  const { url, sockets, heard } = await aServer((socket) => socket.send('welcome'))
  const client = new WebSocket(`${url}/cable?any=thing`, ['other', 'actioncable-v1-json'])
  const [greeting] = (await once(client, 'message')) as [Buffer]
  expect(String(greeting)).toBe('welcome')
  expect(client.protocol).toBe('actioncable-v1-json')
  expect(client.extensions).toBe('')
  expect(sockets.count()).toBe(1)
  client.send('hello')
  client.close()
  await once(client, 'close')
  expect(heard).toEqual(['hello', '(closed)'])
})

test('a socket elsewhere is answered with 404', async () => {
  const { url } = await aServer()
  const client = new WebSocket(`${url}/other`)
  const [error] = (await once(client, 'error')) as [Error]
  expect(error.message).toContain('404')
})

test('closing tells clients to come back elsewhere', async () => {
  const { url, sockets } = await aServer()
  const client = new WebSocket(`${url}/cable`)
  await once(client, 'open')
  const closed = once(client, 'close')
  await sockets.close()
  expect((await closed)[0]).toBe(1001)
})

test('a client that sends more than a command holds is cut off', async () => {
  const { url, heard } = await aServer()
  const client = new WebSocket(`${url}/cable`)
  await once(client, 'open')
  const closed = once(client, 'close')
  client.send('x'.repeat(65 * 1024))
  expect((await closed)[0]).toBe(1009)
  expect(heard).toEqual(['(closed)'])
})

test('a client that does not read is cut off before it fills the memory', async () => {
  let speak!: Socket
  const { url, sockets, heard } = await aServer((socket) => (speak = socket))
  const client = new WebSocket(`${url}/cable`)
  await once(client, 'open')
  client.pause()
  const megabyte = 'x'.repeat(1024 * 1024)
  for (let sent = 0; sent < 64 && sockets.count() > 0; sent++) {
    speak.send(megabyte)
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(heard).toEqual(['(closed)'])
  expect(sockets.count()).toBe(0)
  client.terminate()
})
