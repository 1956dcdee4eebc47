import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { Refusal } from '../../kernel/refusal.ts'
import { createLog } from '../log/log.ts'
import { createMetrics } from '../metrics/metrics.ts'
import { memoryScratch } from '../scratch/memory-scratch.ts'
import { createHttpServer } from './http-server.ts'
import { mountRoutes } from './mount-routes.ts'
import { Upload } from './multipart.ts'
import type { Ports } from './ports.ts'
import { limit } from './rate-limit.ts'
import { answered, define, type Route } from './route.ts'

const stored: string[] = []
// Only what these routes use: the whole desk is tried in server/wire.
const ports = {
  log: createLog({ level: 'silent' }),
  blobs: {
    put: async (stream: Readable) => {
      const text = String(Buffer.concat(await Readable.from(stream).toArray()))
      stored.push(text)
      return { key: 'k', byteSize: text.length, sha256: 's', head: Buffer.from(text) }
    },
  },
} as unknown as Ports

const open = define('anybody', async () => null)
const nobody = define('nobody', async (_request: FastifyRequest) => {
  throw new Refusal('not_signed_in', 'No')
})

async function serverWith(...routes: Route[]): Promise<FastifyInstance> {
  const app = await createHttpServer({
    log: ports.log,
    metrics: createMetrics(),
    maximumUploadBytes: 100,
    trustProxy: false,
  })
  mountRoutes(app, routes, { ports, publicUrl: undefined, maximumUploadBytes: 100 })
  onTestFinished(() => app.close())
  stored.length = 0
  return app
}

function multipart(...parts: { name: string; text: string; fileName?: string }[]) {
  const boundary = 'porch'
  const lines = parts.map(({ name, text, fileName }) => {
    const file = fileName ? `; filename="${fileName}"\r\ncontent-type: text/plain` : ''
    return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n${text}\r\n`
  })
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  return { headers, payload: `${lines.join('')}--${boundary}--\r\n` }
}

const echo = open('POST', '/echo', async (call) => call.body)

test('the id of a request comes back, and a strange one is replaced', async () => {
  const app = await serverWith(echo)
  const given = await app.inject({ method: 'POST', url: '/echo', headers: { 'x-request-id': 'abc-1' } })
  expect(given.headers['x-request-id']).toBe('abc-1')
  const strange = await app.inject({ method: 'POST', url: '/echo', headers: { 'x-request-id': '<script>' } })
  expect(strange.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
})

test('JSON, forms and multipart arrive nested alike', async () => {
  const app = await serverWith(echo)
  const wanted = { message: { content: 'Hi & bye', tags: ['a', 'b'] } }
  const json = await app.inject({ method: 'POST', url: '/echo', payload: wanted })
  const form = await app.inject({
    method: 'POST',
    url: '/echo/',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'message[content]=Hi+%26+bye&message[tags][]=a&message[tags][]=b',
  })
  const parts = multipart(
    { name: 'message[content]', text: 'Hi & bye' },
    { name: 'message[tags][]', text: 'a' },
    { name: 'message[tags][]', text: 'b' },
  )
  const mixed = await app.inject({ method: 'POST', url: '/echo', ...parts })
  expect([json.json(), form.json(), mixed.json()]).toEqual([wanted, wanted, wanted])
})

test('an empty JSON body is an empty object, and a broken one is 400', async () => {
  const app = await serverWith(echo)
  const headers = { 'content-type': 'application/json' }
  const empty = await app.inject({ method: 'POST', url: '/echo', headers, payload: '' })
  expect([empty.statusCode, empty.json()]).toEqual([200, {}])
  const broken = await app.inject({ method: 'POST', url: '/echo', headers, payload: '{"a":' })
  expect(broken.statusCode).toBe(400)
})

test('a body over the limit is 413', async () => {
  const app = await serverWith(echo)
  const large = await app.inject({ method: 'POST', url: '/echo', payload: { text: 'x'.repeat(1024 * 1024) } })
  expect(large.statusCode).toBe(413)
})

test('a file stands in the body where its field stood', async () => {
  let seen: unknown
  const app = await serverWith(
    open('POST', '/files', async (call) => {
      seen = call.body
      return null
    }),
  )
  const answer = await app.inject({
    method: 'POST',
    url: '/files',
    ...multipart({ name: 'message[attachments][]', text: 'light', fileName: 'lamp.txt' }),
  })
  expect([answer.statusCode, answer.body, stored]).toEqual([200, 'null', ['light']])
  const [upload] = (seen as { message: { attachments: unknown[] } }).message.attachments
  expect(upload).toBeInstanceOf(Upload)
  expect(upload).toMatchObject({ fileName: 'lamp.txt', contentType: 'text/plain' })
})

test('the upload of somebody who is refused is never read', async () => {
  const app = await serverWith(nobody('POST', '/files', async () => null))
  const answer = await app.inject({
    method: 'POST',
    url: '/files',
    ...multipart({ name: 'file', text: 'light', fileName: 'lamp.txt' }),
  })
  expect(answer.statusCode).toBeGreaterThanOrEqual(400)
  expect(stored).toEqual([])
})

test('a handler that answers by itself is left alone', async () => {
  const app = await serverWith(
    open('GET', '/away', async (call) => {
      await call.reply.redirect('/there')
      return answered
    }),
  )
  const answer = await app.inject('/away')
  expect([answer.statusCode, answer.headers['location']]).toEqual([302, '/there'])
})

test('the origin is the host that was asked for', async () => {
  const app = await serverWith(open('GET', '/where', async (call) => ({ origin: call.origin })))
  const answer = await app.inject({ url: '/where', headers: { host: 'desk.example.com:3000' } })
  expect(answer.json()).toEqual({ origin: 'http://desk.example.com:3000' })
})

test('a rate refuses the hit after the last one that it allows, and allows again in the next window', async () => {
  let now = 0
  const scratch = memoryScratch({ now: () => now })
  onTestFinished(() => scratch.close())
  const rate = { hits: 2, seconds: 10 }
  await limit(scratch, 'mo', rate)
  await limit(scratch, 'mo', rate)
  await expect(limit(scratch, 'mo', rate)).rejects.toMatchObject({ code: 'too_many' })
  await limit(scratch, 'ada', rate)
  now = 10_001
  await limit(scratch, 'mo', rate)
})
