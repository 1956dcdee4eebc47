import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { connect, type TLSSocket } from 'node:tls'

/** A client of IMAP that is none of ours: it says lines and hears lines. */
export interface RawImap {
  /** Says one command and returns all that was answered; throws what the server says when that is not OK. */
  says(command: string): Promise<string>
  /** Puts a mail into INBOX; returns its number. */
  append(source: string, arrivedAt?: Date): Promise<number>
  /** The flags of each mail of INBOX, by number. */
  flags(): Promise<Map<number, string>>
  /** The mails of INBOX as they are, in their order. */
  sources(): Promise<string[]>
  leave(): void
}

/** Signs in with TLS from the start. */
export async function signInToImap(
  server: { port: number; ca: string },
  user: string,
  password: string,
): Promise<RawImap> {
  const ca = await readFile(server.ca)
  const socket = connect({ host: '127.0.0.1', port: server.port, servername: 'localhost', ca })
  const heard = listen(socket)
  await heard.until(/^\* OK/m)
  let count = 0
  const says = async (command: string, literal?: string) => {
    const tag = `T${++count}`
    socket.write(`${tag} ${command}\r\n`)
    if (literal !== undefined) {
      await heard.until(/^\+ /m)
      socket.write(`${literal}\r\n`)
    }
    const answer = await heard.until(new RegExp(`^${tag} .*\\r\\n`, 'm'))
    if (!answer.includes(`${tag} OK`)) throw new Error(answer)
    return answer
  }
  await says(`LOGIN "${user}" "${password}"`)
  return {
    says,
    append: async (source, arrivedAt) => {
      const bytes = Buffer.byteLength(source)
      const date = arrivedAt ? `"${imapDate(arrivedAt)}" ` : ''
      const answer = await says(`APPEND INBOX ${date}{${bytes}}`, source)
      return Number(/APPENDUID \d+ (\d+)/.exec(answer)?.[1])
    },
    flags: async () => {
      await says('EXAMINE INBOX')
      const answer = await says('UID FETCH 1:* (FLAGS)')
      return new Map(
        [...answer.matchAll(/UID (\d+) FLAGS \(([^)]*)\)/g)].map(([, uid, flags]) => [Number(uid), flags ?? '']),
      )
    },
    sources: async () => {
      await says('EXAMINE INBOX')
      const answer = await says('UID FETCH 1:* (BODY.PEEK[])')
      return [...answer.matchAll(/BODY\[\] \{(\d+)\}\r\n/g)].map(({ 0: head, 1: size, index }) =>
        answer.slice(index + head.length, index + head.length + Number(size)),
      )
    },
    leave: () => socket.destroy(),
  }
}

function listen(socket: TLSSocket) {
  let text = ''
  socket.on('data', (piece: Buffer) => {
    text += piece.toString('latin1')
  })
  socket.on('error', () => undefined)
  return {
    until: async (what: RegExp) => {
      while (!what.test(text)) await once(socket, 'data')
      const answer = text
      text = ''
      return answer
    },
  }
}

// "23-Nov-2026 15:00:00 +0000" (RFC 9051 §9, date-time).
function imapDate(moment: Date): string {
  const [, day = '', month = '', year = '', time = ''] = moment.toUTCString().split(' ')
  return `${day}-${month}-${year} ${time} +0000`
}
