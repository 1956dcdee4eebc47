import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { Refusal } from '../../kernel/refusal.ts'
import { fetchUpload } from '../../platform/http/fetch-upload.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { pixel } from '../../testing/form.ts'
import { furnish } from '../../testing/furnished.ts'
import { callerOf } from '../../testing/people.ts'

/** A server on this machine; returns its address and how often it was asked. */
async function aServer(answer: RequestListener) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

const pixelServer: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'text/html').end(pixel.bytes)
}

async function keptFiles(desk: TestDesk): Promise<number> {
  let count = 0
  for await (const _ of desk.ports.blobs.keys()) count += 1
  return count
}

test('a file at an address is fetched and kept, and is what its bytes say', async () => {
  const desk = await aDesk({ OUTGOING_ALLOW: '127.0.0.1' })
  const at = await furnish(desk)
  const { origin } = await aServer(pixelServer)
  const { status, body } = await desk.ada.post('~/upload', { external_url: `${origin}/pictures/a%20lamp.png?size=2` })
  expect(status).toBe(200)
  const { pathname } = new URL(body.file_url)
  expect(pathname).toMatch(/\/a%20lamp\.png$/)
  expect((await callerOf(desk.app).get(pathname)).headers['content-type']).toBe('image/png')
  const sent = await desk.ada.post(`~/conversations/${at.conversation}/messages`, { attachments: [body.blob_id] })
  expect(sent.body.attachments).toMatchObject([{ file_type: 'image' }])
})

test('a redirect is followed to the file, which is called what its own address says', async () => {
  const desk = await aDesk({ OUTGOING_ALLOW: '127.0.0.1' })
  const { origin, asked } = await aServer((request, response) => {
    if (request.url === '/old') response.writeHead(302, { location: '/new.png' }).end()
    else pixelServer(request, response)
  })
  const { body } = await desk.ada.post('~/upload', { external_url: `${origin}/old` })
  expect([new URL(body.file_url).pathname.split('/').at(-1), asked]).toEqual(['new.png', ['/old', '/new.png']])
})

test('an address inside is refused before anybody is asked', async () => {
  const desk = await aDesk()
  const { origin, asked } = await aServer(pixelServer)
  for (const external_url of [
    origin,
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://localhost/',
  ]) {
    const { status, body } = await desk.ada.post('~/upload', { external_url })
    expect([status, body]).toEqual([
      422,
      {
        message: 'external_url leads to a place that files are not fetched from',
        error: 'external_url leads to a place that files are not fetched from',
        attributes: ['external_url'],
      },
    ])
  }
  expect([asked, await keptFiles(desk)]).toEqual([[], 0])
})

test('what is no address, a server that fails, one that is not there, and an empty file are each refused by name', async () => {
  const desk = await aDesk({ OUTGOING_ALLOW: '127.0.0.1' })
  const { origin } = await aServer((request, response) => {
    if (request.url === '/cut') return void response.write('half', () => request.socket.destroy())
    if (request.url === '/on') return void response.writeHead(302, { location: '/on' }).end()
    response.writeHead(request.url === '/empty' ? 200 : 500).end()
  })
  const wrong: [string, RegExp][] = [
    ['lamp.png', /address of the web/],
    ['file:///etc/passwd', /address of the web/],
    [`${origin}/broken`, /answered 500/],
    [`${origin}/empty`, /empty/],
    [`${origin}/cut`, /could not be reached/],
    [`${origin}/on`, /leads on too often/],
    ['http://127.0.0.1:1/', /could not be reached/],
  ]
  for (const [external_url, sentence] of wrong) {
    const { status, body } = await desk.ada.post('~/upload', { external_url })
    expect([external_url, status, body.attributes]).toEqual([external_url, 422, ['external_url']])
    expect(body.error).toMatch(sentence)
  }
  expect(await keptFiles(desk)).toBe(0)
  expect((await desk.ada.post('~/upload', {})).body.attributes).toEqual(['attachment'])
})

test('a file over the limit is refused and not kept, whether its size is told first or not', async () => {
  const desk = await aDesk({ OUTGOING_ALLOW: '127.0.0.1', MAXIMUM_FILE_UPLOAD_SIZE: '1' })
  const large = Buffer.alloc(1024 * 1024 + 1)
  const { origin } = await aServer((request, response) => {
    if (request.url === '/told') response.setHeader('content-length', large.length)
    else response.write('')
    response.end(large)
  })
  for (const path of ['/told', '/untold']) {
    const { status, body } = await desk.ada.post('~/upload', { external_url: origin + path })
    expect([status, body.error]).toEqual([422, 'external_url is a file that is too large'])
  }
  expect(await keptFiles(desk)).toBe(0)
})

test('a server that does not answer, or not to the end, is not waited for', async () => {
  const desk = await aDesk({ OUTGOING_ALLOW: '127.0.0.1' })
  const { origin } = await aServer((request, response) => {
    if (request.url === '/begun') response.write('half')
  })
  for (const path of ['/silent', '/begun']) {
    const wanted = { url: origin + path, field: 'external_url', maximumBytes: 1000, timeoutMs: 300 }
    const error = await fetchUpload(desk.ports, wanted).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Refusal)
    expect((error as Refusal).message).toContain('did not answer in time')
  }
  expect(await keptFiles(desk)).toBe(0)
})
