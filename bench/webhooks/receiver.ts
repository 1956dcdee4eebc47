import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A message that a receiver was told of. */
export interface Told {
  id: number
  conversation: number
  content: string
  delivery: string
}

/** A server that is told by webhooks. */
export interface Receiver {
  url: string
  /** How many requests came. */
  requests: Map<string, number>
  close(): void
}

/** Starts a receiver that answers as it is told to. */
export async function startReceiver(answer: (response: ServerResponse, told: Told) => void): Promise<Receiver> {
  const requests = new Map<string, number>()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => void parts.push(part))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString()) as {
        id: number
        content: string
        conversation: { id: number }
      }
      const delivery = String(request.headers['webhook-id'])
      requests.set(delivery, (requests.get(delivery) ?? 0) + 1)
      answer(response, { id: body.id, conversation: body.conversation.id, content: body.content, delivery })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/in`,
    requests,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
