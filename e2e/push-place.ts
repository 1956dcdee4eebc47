import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { CDPSession, Page } from 'playwright-core'

/** A push service with TLS on this machine. */
export interface PushPlace {
  url: string
  bodies: Buffer[]
  /** The settings of a desk that may send there. */
  environment: Record<string, string>
  close(): Promise<void>
}

/** Opens a push service that takes everything. */
export async function openPushPlace(): Promise<PushPlace> {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-push-'))
  const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'cert.pem')]
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  await promisify(execFile)('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', certificate, ...name])
  const bodies: Buffer[] = []
  const server = createServer({ key: await readFile(key), cert: await readFile(certificate) }, (request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      bodies.push(Buffer.concat(parts))
      response.writeHead(201).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}/box`,
    bodies,
    environment: { NODE_EXTRA_CA_CERTS: certificate, OUTGOING_ALLOW: 'localhost' },
    close: async () => {
      await new Promise<void>((resolve) => void server.close(() => resolve()))
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** A browser of a test reaches no push service: its subscription is one with that address and those keys. */
export async function subscribeWith(page: Page, keys: { endpoint: string; p256dh: string; auth: string }) {
  await page.addInitScript(`{
    const { endpoint, p256dh, auth } = ${JSON.stringify(keys)}
    const kept = 'push-key-of-the-test'
    const keyOf = () => {
      const text = localStorage.getItem(kept)
      return text === null ? null : Uint8Array.from(text.split(','), Number).buffer
    }
    const subscription = {
      endpoint,
      get options() {
        return { applicationServerKey: keyOf() }
      },
      toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
      unsubscribe: async () => {
        localStorage.removeItem(kept)
        return true
      },
    }
    Object.assign(PushManager.prototype, {
      subscribe: async (options) => {
        localStorage.setItem(kept, options.applicationServerKey.join())
        return subscription
      },
      getSubscription: async () => (keyOf() ? subscription : null),
    })
  }`)
}

/** Hands a push to the worker of a page as its browser does. */
export async function deliverPushes(page: Page): Promise<(data: string) => Promise<void>> {
  const session: CDPSession = await page.context().newCDPSession(page)
  const found = new Promise<{ registrationId: string; scopeURL: string }>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find((one) => one.scopeURL.endsWith('/dashboard/'))
      if (ours) resolve(ours)
    })
  })
  await session.send('ServiceWorker.enable')
  const { registrationId, scopeURL } = await found
  const { origin } = new URL(scopeURL)
  return async (data) => void (await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data }))
}
