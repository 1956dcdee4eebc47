import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
  type JsonWebKey,
} from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { HttpClient } from '../platform/http-client/http-client.ts'

/** The keys of a browser: what it tells the server, and what it keeps for itself. */
export interface TestBrowserKeys {
  p256dh: string
  auth: string
  open(body: Buffer): string
}

/** What arrived at the push service. */
export interface ArrivedPush {
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
}

/** A push service on this machine, which stands for https://push.example. */
export interface TestPushService {
  arrived: ArrivedPush[]
  /** What it answers to the next requests; 201 to what comes after. */
  answers: { status: number; headers?: Record<string, string> }[]
  /** Sends what is for https://push.example here, through the guarded way out. */
  instead(outgoing: HttpClient): HttpClient
}

/** Starts a push service; it ends with the test. */
export async function aPushService(): Promise<TestPushService> {
  const arrived: ArrivedPush[] = []
  const answers: TestPushService['answers'] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      arrived.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) })
      const { status, headers = {} } = answers.shift() ?? { status: 201 }
      response.writeHead(status, headers).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  const { port } = server.address() as AddressInfo
  const there = `http://127.0.0.1:${port}`
  return {
    arrived,
    answers,
    instead: (outgoing) => ({
      send: (request) => outgoing.send({ ...request, url: request.url.replace('https://push.example', there) }),
    }),
  }
}

/** Makes the keys of a browser, or takes those of a test vector. */
export function browserKeys(given?: { privateKey: string; auth: string }): TestBrowserKeys {
  const pair = createECDH('prime256v1')
  if (given) pair.setPrivateKey(Buffer.from(given.privateKey, 'base64url'))
  else pair.generateKeys()
  const auth = given ? Buffer.from(given.auth, 'base64url') : randomBytes(16)
  const publicKey = pair.getPublicKey()
  return {
    p256dh: publicKey.toString('base64url'),
    auth: auth.toString('base64url'),
    open: (body) => decrypt(body, { secret: (theirs) => pair.computeSecret(theirs), publicKey, auth }),
  }
}

// RFC 8188 §2 and RFC 8291 §3, from the side of the browser, on Node's own primitives.
function decrypt(body: Buffer, own: { secret: (theirs: Buffer) => Buffer; publicKey: Buffer; auth: Buffer }): string {
  const salt = body.subarray(0, 16)
  const sender = body.subarray(21, 21 + body.readUInt8(20))
  const record = body.subarray(21 + sender.length)
  if (record.length > body.readUInt32BE(16)) throw new Error('The record is longer than its header says')
  const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), own.publicKey, sender])
  const material = Buffer.from(hkdfSync('sha256', own.secret(sender), own.auth, keyInfo, 32))
  const derive = (name: string, length: number) =>
    Buffer.from(hkdfSync('sha256', material, salt, `Content-Encoding: ${name}\0`, length))
  const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12))
  decipher.setAuthTag(record.subarray(-16))
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
  const end = padded.lastIndexOf(2)
  if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('The padding is wrong')
  return padded.subarray(0, end).toString()
}

/** What a VAPID header claims (RFC 8292), if its signature is that of the key it names. */
export function vapidClaims(authorization: string | undefined): { key: string; claims: Record<string, unknown> } {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization ?? '') ?? []
  const [head = '', body = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } as JsonWebKey })
  const signed = Buffer.from(`${head}.${body}`)
  const isTheirs = verify(
    'sha256',
    signed,
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!isTheirs) throw new Error('The signature is not that of the key')
  return { key, claims: JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown> }
}
