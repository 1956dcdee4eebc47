import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import type { HttpWriters } from './http-writers.ts'
import type { Latency } from './load.ts'
import { percentile } from './percentile.ts'

const MESSAGES = 120
// A busy company: twenty customers' messages a second.
const PAUSE_MS = 50
const WARM_UP = 10
const SETTLE_MS = 3000

/** Measures how long a visitor's message takes, from its sending to its arrival on the socket of each of so many agents. */
export async function measureLatency(
  writers: HttpWriters,
  agents: number,
  settle: () => Promise<unknown>,
): Promise<Latency> {
  const sent = new Map<string, number>()
  const samples: number[] = []
  const hear = (text: string) => {
    const name = /latency-\d+/.exec(text)?.[0]
    const begun = name && text.includes('"event":"message.created"') ? sent.get(name) : undefined
    if (begun !== undefined) samples.push(performance.now() - begun)
  }
  const sockets = await Promise.all(
    writers.seats.slice(0, agents).map(({ identifier }) => listen(writers.url, identifier, hear)),
  )
  // Whoever comes is given what waits, once.
  await pause(SETTLE_MS)
  await settle()
  for (let turn = 0; turn < MESSAGES + WARM_UP; turn++) {
    const content = turn < WARM_UP ? 'warm' : `latency-${turn}`
    sent.set(content, performance.now())
    await Promise.all([writers.sendAsVisitor(turn, content), pause(PAUSE_MS)])
  }
  for (let waited = 0; samples.length < MESSAGES * agents && waited < 100; waited++) await pause(50)
  for (const socket of sockets) socket.terminate()
  if (samples.length !== MESSAGES * agents) throw new Error(`${samples.length} of ${MESSAGES * agents} frames arrived`)
  return { p50: percentile(samples, 0.5), p95: percentile(samples, 0.95), samples: samples.length }
}

async function listen(url: string, identifier: string, hear: (text: string) => void): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/cable`, ['actioncable-v1-json'])
  await once(socket, 'open')
  socket.send(JSON.stringify({ command: 'subscribe', identifier }))
  await new Promise<void>((resolve, reject) => {
    socket.on('message', (data) => {
      const text = String(data)
      if (text.includes('"type":"confirm_subscription"')) resolve()
      if (text.includes('"type":"reject_subscription"')) reject(new Error('An agent was rejected'))
      hear(text)
    })
  })
  return socket
}
