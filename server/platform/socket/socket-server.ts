import type { Server } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Log } from '../log/log.ts'

// A client's frames are short commands.
const MAXIMUM_PAYLOAD = 64 * 1024
// A client that reads this much slower than the desk speaks is better off reconnecting and resuming.
const MAXIMUM_BACKLOG = 8 * 1024 * 1024

/** One open socket, as the protocol above it sees it. */
export interface Socket {
  send(text: string): void
  close(): void
}

/** The protocol spoken on a socket. */
export interface SocketProtocol {
  onText(text: string): void
  onClose(): void
}

/** Where sockets are accepted. */
export interface SocketServer {
  count(): number
  /** Accepts no more, closes all with code 1001 so that clients reconnect elsewhere. */
  close(): Promise<void>
}

/**
 * Accepts WebSockets on one path of an HTTP server. Compression stays off: measured 24 times the memory per idle connection and
 * five times the CPU per frame.
 */
export function acceptSockets(
  server: Server,
  parts: { path: string; protocols: string[]; log: Log; open: (socket: Socket) => SocketProtocol },
): SocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAXIMUM_PAYLOAD,
    handleProtocols: (offered) => parts.protocols.find((protocol) => offered.has(protocol)) ?? false,
  })
  server.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy())
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== parts.path) {
      stream.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, stream, head, (socket) => serve(socket, parts))
  })
  return {
    count: () => sockets.clients.size,
    close: async () => {
      for (const socket of sockets.clients) socket.close(1001)
      sockets.close()
    },
  }
}

function serve(socket: WebSocket, parts: { log: Log; open: (socket: Socket) => SocketProtocol }) {
  const protocol = parts.open({
    send: (text) => {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > MAXIMUM_BACKLOG) socket.terminate()
      else socket.send(text)
    },
    close: () => socket.close(),
  })
  socket.on('message', (data) => protocol.onText(String(data)))
  socket.on('close', () => protocol.onClose())
  socket.on('error', (error) => parts.log.debug({ error }, 'a socket broke'))
}
