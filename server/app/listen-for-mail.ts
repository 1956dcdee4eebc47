import { startListening, type MailListener } from '../channels/email/listen/start-listening.ts'
import { StartError } from '../platform/config/index.ts'
import type { Ports } from '../platform/http/ports.ts'
import type { Settings } from './settings.ts'

/** Listens for forwarded mail when the settings name a port for it; refuses with one sentence when it cannot. */
export async function listenForMail(ports: Ports, { incomingMail }: Settings): Promise<MailListener | null> {
  const { listenPort: port, listenHost: host, listenCertificate, listenKey, maximumMegabytes } = incomingMail
  if (port === undefined) return null
  if ((listenCertificate === undefined) !== (listenKey === undefined)) {
    throw new StartError('MAIL_TLS_CERT_FILE and MAIL_TLS_KEY_FILE belong together: set both, or neither.')
  }
  const tls = listenCertificate && listenKey ? { certificateFile: listenCertificate, keyFile: listenKey } : undefined
  try {
    return await startListening(ports, {
      port,
      host,
      name: incomingMail.listenName,
      tls,
      maximumBytes: maximumMegabytes * 1024 * 1024,
      connections: incomingMail.listenConnections,
    })
  } catch (error) {
    throw new StartError(`Mail cannot be listened for on ${host}:${port}: ${sentenceOf(error, port)}`)
  }
}

function sentenceOf(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'EADDRINUSE') return 'another program does it already. Stop that one, or change MAIL_LISTEN_PORT.'
  if (code === 'EACCES' && port < 1024)
    return 'that port needs more rights than this user has. Set MAIL_LISTEN_PORT above 1023.'
  if (code === 'EADDRNOTAVAIL') return 'MAIL_LISTEN_HOST is not an address of this machine.'
  return `${error instanceof Error ? error.message : String(error)}. Look at MAIL_TLS_CERT_FILE and MAIL_TLS_KEY_FILE.`
}
