import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What arrived at a receiver of webhooks. */
export interface Arrived {
  path: string
  headers: IncomingHttpHeaders
  /** The text as it came, which is what is signed. */
  text: string
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read foreign shapes freely; the assertions check them
  body: any
}

/** What a receiver does with a request: a status, or something of its own. */
export type Answering = number | ((response: ServerResponse, arrived: Arrived) => void)

/** A program on this machine that is told by webhooks. */
export interface TestReceiver {
  url: string
  arrived: Arrived[]
  /** What it answers to the next requests; 200 to what comes after. */
  answers: Answering[]
  /** The names of the events that arrived, in order. */
  events(): string[]
}

/** Starts a receiver; it ends with the test. Desks that tell it need OUTGOING_ALLOW=127.0.0.1. */
export async function aReceiver(): Promise<TestReceiver> {
  const arrived: Arrived[] = []
  const answers: Answering[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const text = Buffer.concat(parts).toString()
      const one = { path: request.url ?? '', headers: request.headers, text, body: JSON.parse(text) }
      arrived.push(one)
      const answer = answers.shift() ?? 200
      if (typeof answer === 'number') response.writeHead(answer).end('taken')
      else answer(response, one)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/in`, arrived, answers, events: () => arrived.map(({ body }) => body.event) }
}
