import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { beforeEach, expect, test } from 'vitest'
import { addMember } from '../../features/people/index.ts'
import { system } from '../../kernel/actor.ts'
import { sweepBlobs, sweepUploads } from '../../features/attachments/index.ts'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { form, formHeaders, pixel } from '../../testing/form.ts'
import { furnish, type Furnished } from '../../testing/furnished.ts'
import { callerOf, type Answer, type Caller } from '../../testing/people.ts'

let desk: TestDesk
let at: Furnished
let talk: string

beforeEach(async () => {
  desk = await aDesk()
  at = await furnish(desk)
  talk = `~/conversations/${at.conversation}`
})

const bytes = Buffer.from('How the lamp is mounted')

function announcementOf(content: Buffer, more: object = {}) {
  const checksum = createHash('md5').update(content).digest('base64')
  return { blob: { filename: 'mount.txt', byte_size: content.length, checksum, content_type: 'text/plain', ...more } }
}

const pathOf = (url: string) => new URL(url, 'http://desk.example').pathname

async function send(announced: Answer, content: Buffer, headers?: Record<string, string>): Promise<Answer> {
  const { url, headers: wanted } = announced.body.direct_upload
  return callerOf(desk.app, { ...lower(wanted), ...headers }).put(pathOf(url), content)
}

const lower = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

/** Announces and sends a file; returns its signed id. */
async function uploaded(who: Caller, path: string, content = bytes): Promise<string> {
  const announced = await who.post(path, announcementOf(content))
  expect((await send(announced, content)).status).toBe(200)
  return announced.body.signed_id
}

const storedKeys = async () => {
  const keys: string[] = []
  for await (const { key } of desk.ports.blobs.keys()) keys.push(key)
  return keys
}

async function read(url: string): Promise<string> {
  return (await callerOf(desk.app).get(url.replace(/^https?:\/\/[^/]+/, ''))).body
}

test('an agent, a visitor and a client each send a file first and the message that carries it then', async () => {
  const byAgent = await uploaded(desk.ada, `${talk}/direct_uploads`)
  const one = await desk.ada.post(`${talk}/messages`, { content: 'See', attachments: [byAgent] })
  expect(one.body.attachments).toMatchObject([
    { file_name: 'mount.txt', content_type: 'text/plain', file_type: 'file' },
  ])
  expect(await read(one.body.attachments[0].data_url)).toBe(bytes.toString())
  const byVisitor = await uploaded(at.mo, '/direct_uploads')
  const two = await at.mo.post('/messages', { message: { content: '', attachments: [byVisitor] } })
  expect(two.body.attachments).toHaveLength(1)
  const byClient = await uploaded(at.kim, '@/direct_uploads')
  const path = `@/conversations/${at.kim.conversation}/messages`
  expect((await at.kim.post(path, { attachments: [byClient] })).body.attachments).toHaveLength(1)
  const mixed = form([
    ['attachments[]', byAgent],
    ['attachments[]', pixel],
  ])
  const both = await desk.ada.post(`${talk}/messages`, mixed, formHeaders)
  expect(both.body.attachments.map((file: { file_name: string }) => file.file_name)).toEqual(['mount.txt', 'pixel.png'])
})

test('what a file is says its beginning, not its sender', async () => {
  const announced = await desk.ada.post(
    `${talk}/direct_uploads`,
    announcementOf(pixel.bytes as Buffer, { content_type: 'text/html', filename: '../../a.html' }),
  )
  await send(announced, pixel.bytes as Buffer)
  const { body } = await desk.ada.post(`${talk}/messages`, { attachments: [announced.body.signed_id] })
  expect(body.attachments).toMatchObject([
    { content_type: 'image/png', file_type: 'image', width: 1, file_name: 'a.html' },
  ])
})

test('bytes of another size or checksum are refused and leave nothing, and the right ones are taken afterwards', async () => {
  const before = await storedKeys()
  const announced = await desk.ada.post(`${talk}/direct_uploads`, announcementOf(bytes))
  const changed = Buffer.from(bytes)
  changed[0] = 0x48 ^ 1
  const refusals = [
    [bytes.subarray(1), 'byte_size'],
    [Buffer.concat([bytes, bytes]), 'byte_size'],
    [changed, 'checksum'],
  ] as const
  for (const [content, field] of refusals) {
    const answer = await send(announced, content)
    expect([answer.status, answer.body.attributes]).toEqual([422, [field]])
  }
  expect(await storedKeys()).toEqual(before)
  const early = await desk.ada.post(`${talk}/messages`, { attachments: [announced.body.signed_id] })
  expect([early.status, early.body.attributes]).toEqual([422, ['attachments']])
  expect((await send(announced, bytes)).status).toBe(200)
  // An answer was lost: the same again is content, and no second copy.
  expect((await send(announced, bytes)).status).toBe(200)
  expect(await storedKeys()).toHaveLength(before.length + 1)
})

test('a ticket ends after a quarter of an hour, is for one file, and cannot be made elsewhere', async () => {
  const announced = await desk.ada.post(`${talk}/direct_uploads`, announcementOf(bytes))
  const { pathname } = new URL(announced.body.direct_upload.url)
  expect((await callerOf(desk.app).put(`${pathname.slice(0, -4)}AAAA`, bytes)).status).toBe(404)
  // The signed id attaches; it does not let anybody send.
  const other = `/rails/active_storage/disk/${announced.body.signed_id}`
  expect((await callerOf(desk.app).put(other, bytes)).status).toBe(404)
  desk.pass(16 * 60)
  expect((await send(announced, bytes)).status).toBe(404)
})

test('an upload is for its account; a person takes their own along to another account', async () => {
  const zoe = await anotherCompany(desk)
  const own = await uploaded(desk.ada, `${talk}/direct_uploads`)
  const theirs = await uploaded(zoe, '/rails/active_storage/direct_uploads')
  const inbox = await zoe.post('~/inboxes', { name: 'Rival', channel: { type: 'api' } })
  const { body } = await zoe.post('~/contacts', { name: 'Lu', inbox_id: inbox.body.id })
  const begun = await zoe.post('~/conversations', { inbox_id: inbox.body.id, contact_id: body.payload.contact.id })
  const path = `~/conversations/${begun.body.id}/messages`
  expect((await zoe.post(path, { attachments: [own] })).status).toBe(422)
  expect((await desk.ada.post(`${talk}/messages`, { attachments: [theirs] })).status).toBe(422)
  expect((await zoe.post(path, { attachments: [theirs] })).status).toBe(200)
  expect((await desk.ada.post(`${talk}/messages`, { attachments: ['invented--id', 7, {}] })).status).toBe(422)
  const { account_id: accountId } = zoe.user
  await desk.ports.work(accountId, system, (work) => addMember(work, desk.ada.user.id, { role: 'administrator' }))
  const abroad = path.replace('~', `/api/v1/accounts/${accountId}`)
  expect((await desk.ada.post(abroad, { attachments: [own] })).status).toBe(200)
})

test('an announcement says what is wrong with it', async () => {
  const wrong: [object, string][] = [
    [announcementOf(bytes, { byte_size: 0 }), 'byte_size'],
    [announcementOf(bytes, { byte_size: 41 * 1024 * 1024 }), 'byte_size'],
    [announcementOf(bytes, { checksum: 'x' }), 'checksum'],
    [announcementOf(bytes, { filename: ' ' }), 'filename'],
    [{}, 'filename'],
  ]
  for (const [body, field] of wrong) {
    const answer = await desk.ada.post(`${talk}/direct_uploads`, body)
    expect([answer.status, answer.body.attributes]).toEqual([422, [field]])
  }
})

test('a file larger than any body arrives over a real connection, and one that breaks off leaves nothing', async () => {
  const large = Buffer.alloc(5 * 1024 * 1024, 'lamp ')
  desk.app.server.listen(0, '127.0.0.1')
  await once(desk.app.server, 'listening')
  const { port } = desk.app.server.address() as AddressInfo
  const put = (url: string, length = large.length) =>
    request({
      port,
      method: 'PUT',
      path: pathOf(url),
      headers: { 'content-type': 'application/json', 'content-length': length },
    })
  const before = await storedKeys()
  const announced = await desk.ada.post(`${talk}/direct_uploads`, announcementOf(large))
  const broken = put(announced.body.direct_upload.url)
  broken.on('error', () => undefined)
  await new Promise((resolve) => void broken.write(large.subarray(0, 1024 * 1024), resolve))
  broken.destroy()
  const whole = put(announced.body.direct_upload.url)
  whole.end(large)
  const [response] = await once(whole, 'response')
  response.resume()
  expect(response.statusCode).toBe(200)
  expect(await storedKeys()).toHaveLength(before.length + 1)
})

test('a file of a text is kept and its link lasts; one from another address is not fetched', async () => {
  const { body } = await desk.ada.post('~/upload', form([['attachment', pixel]]), formHeaders)
  const kept = await desk.ada.post(`${talk}/messages`, { attachments: [body.blob_id] })
  expect(kept.body.attachments).toHaveLength(1)
  expect((await desk.ada.post('~/upload', { attachment: 'text' })).body.attributes).toEqual(['attachment'])
  desk.pass(400 * 86_400)
  await sweep()
  const { pathname } = new URL(body.file_url)
  const answer = await callerOf(desk.app).get(pathname)
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/png'])
})

async function sweep() {
  const parts = { db: desk.ports.db, blobs: desk.ports.blobs, now: desk.ports.now() }
  await sweepUploads(parts.db, parts.now)
  return sweepBlobs(parts)
}

test('an upload that no message carried is swept, one that a message carries stays, and goes with its message', async () => {
  const before = await storedKeys()
  await uploaded(at.mo, '/direct_uploads')
  const used = await uploaded(desk.ada, `${talk}/direct_uploads`, Buffer.from('used'))
  const { body } = await desk.ada.post(`${talk}/messages`, { attachments: [used] })
  desk.pass(25 * 3600)
  // Too old to be attached, and still safe from the sweep: a message may be on its way.
  expect((await desk.ada.post(`${talk}/messages`, { attachments: [used] })).status).toBe(422)
  expect(await sweep()).toBe(0)
  desk.pass(24 * 3600)
  expect(await sweep()).toBe(1)
  expect(await storedKeys()).toHaveLength(before.length + 1)
  await desk.ada.delete(`${talk}/messages/${body.id}`)
  expect(await sweep()).toBe(1)
  expect(await storedKeys()).toHaveLength(before.length)
})

test('a file of a deleted message cannot be read through its upload', async () => {
  const signedId = await uploaded(desk.ada, `${talk}/direct_uploads`)
  const path = `/rails/active_storage/blobs/redirect/${signedId}/mount.txt`
  expect((await callerOf(desk.app).get(path)).status).toBe(200)
  const { body } = await desk.ada.post(`${talk}/messages`, { attachments: [signedId] })
  await desk.ada.delete(`${talk}/messages/${body.id}`)
  expect((await callerOf(desk.app).get(path)).status).toBe(404)
})

test('sixty uploads an hour are an account’s share', async () => {
  for (let count = 0; count < 60; count += 1) await desk.ada.post('~/upload')
  expect((await desk.ada.post('~/upload')).status).toBe(429)
  desk.pass(3601)
  expect((await desk.ada.post('~/upload')).status).toBe(422)
})
