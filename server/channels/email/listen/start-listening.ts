import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setInterval } from 'node:timers'
import type { SMTPServer } from 'smtp-server'
import type { Ports } from '../../../platform/http/ports.ts'
import { dialogue, fewOfOneAddress } from './dialogue.ts'

/** How forwarded mail is listened for. */
export interface ListenSettings {
  port: number
  host: string
  /** What the desk calls itself. */
  name?: string | undefined
  /** Files for STARTTLS; absent, it is not offered. */
  tls?: { certificateFile: string; keyFile: string } | undefined
  maximumBytes: number
  connections: number
}

/** The listener for forwarded mail. */
export interface MailListener {
  port: number
  /** Takes nothing new and lets what is under way finish. */
  stop(): Promise<void>
}

const SILENCE_MS = 60_000
const CERTIFICATE_MS = 60 * 60_000

/** Listens for mail by SMTP (RFC 5321). It takes mail for addresses of inboxes only, and says 250 only to what is stored. */
export async function startListening(ports: Ports, settings: ListenSettings): Promise<MailListener> {
  const { tls, maximumBytes, name = hostname() } = settings
  const { SMTPServer: Server } = await import('smtp-server')
  const server = new Server({
    ...(tls && (await certificateOf(tls))),
    hideSTARTTLS: tls === undefined,
    name,
    banner: 'Porchlight',
    size: maximumBytes,
    authOptional: true,
    disabledCommands: ['AUTH'],
    disableReverseLookup: true,
    maxClients: settings.connections,
    socketTimeout: SILENCE_MS,
    logger: false,
    ...fewOfOneAddress(),
    ...dialogue(ports, { name, maximumBytes }),
  })
  // Connections that break are everyday; what could not be stored is logged where it happens.
  server.on('error', (error) => ports.log.debug({ error }, 'a connection that brings mail broke'))
  const port = await listen(server, settings)
  const timer = tls && setInterval(() => void renew(server, tls, ports), CERTIFICATE_MS).unref()
  return {
    port,
    stop: async () => {
      clearInterval(timer)
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function listen(server: SMTPServer, { port, host }: ListenSettings): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

async function certificateOf(tls: { certificateFile: string; keyFile: string }) {
  return { cert: await readFile(tls.certificateFile), key: await readFile(tls.keyFile), minVersion: 'TLSv1.2' as const }
}

/** Certificates of today live for weeks: a new one is taken without a restart. */
async function renew(server: SMTPServer, tls: { certificateFile: string; keyFile: string }, ports: Ports) {
  try {
    server.updateSecureContext(await certificateOf(tls))
  } catch (error) {
    ports.log.warn({ error }, 'the certificate for incoming mail could not be read again; the one from before is used')
  }
}
