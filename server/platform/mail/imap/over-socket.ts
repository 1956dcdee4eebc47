import type { Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions } from 'node:tls'
import type { ImapTransport } from 'imapflow'

/** A carrier for imapflow over a connection that is made already: the library would look up the name of the server by itself. */
export function overSocket(socket: Socket, tls: ConnectionOptions): ImapTransport {
  const encrypt = (servername: string | undefined, onSecure: () => void) =>
    connectTls({ ...tls, socket, ...(servername && { servername }) }, onSecure)
  return {
    connect: ({ secure, servername }, onConnect) => {
      if (secure) return encrypt(servername, onConnect)
      setImmediate(onConnect)
      return socket
    },
    upgrade: (_plain, { servername }, onSecure) => encrypt(servername, onSecure),
  }
}
