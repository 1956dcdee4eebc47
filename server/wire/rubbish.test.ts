import { beforeAll, expect, test } from 'vitest'
import { aDeskForAll } from '../testing/desk.ts'
import { form, formHeaders, pixel } from '../testing/form.ts'
import { furnish, type Furnished } from '../testing/furnished.ts'
import { callerOf } from '../testing/people.ts'

const desk = aDeskForAll({ MAXIMUM_FILE_UPLOAD_SIZE: '1' })
const MEGABYTE = 1024 * 1024
const JSON_TYPE = { 'content-type': 'application/json' }
let at: Furnished
let thread: string

beforeAll(async () => {
  at = await furnish(desk())
  thread = `~/conversations/${at.conversation}/messages`
})

async function storedMessages(): Promise<number> {
  return (await desk().database.db.selectFrom('messages').select('id').execute()).length
}

test('a body that is no JSON is 400', async () => {
  for (const text of ['{"content": ', 'content', '{"a": 1,}', '"', '{"__proto__": {"role": "administrator"}}']) {
    const answer = await desk().ada.post(thread, text, JSON_TYPE)
    expect([answer.status, typeof answer.body.error]).toEqual([400, 'string'])
  }
})

test('a value of the wrong type is refused by the name of its field', async () => {
  const { ada } = desk()
  const one = `~/conversations/${at.conversation}`
  const refused: [string, object, string][] = [
    [thread, { content: { text: 'x' } }, 'content'],
    [thread, { content: 'x', private: 'perhaps' }, 'private'],
    [thread, { content: 'x', content_attributes: 'no object' }, 'content_attributes'],
    [thread, { content: 'x', content_type: 'video' }, 'content_type'],
    [thread, { content: 'x', attachments: ['no file'] }, 'attachments'],
    [`${one}/toggle_status`, { status: 'closed' }, 'status'],
    [`${one}/toggle_status`, { status: 'snoozed', snoozed_until: 'tomorrow' }, 'snoozed_until'],
    [`${one}/assignments`, { assignee_id: 'Ada' }, 'assignee_id'],
    [`${one}/assignments`, {}, 'assignee_id'],
    [`${one}/toggle_priority`, { priority: 'highest' }, 'priority'],
    [`${one}/toggle_typing_status`, { typing_status: 'perhaps' }, 'typing_status'],
    ['~/conversations', { contact_id: at.contactId }, 'inbox_id'],
    ['~/contacts', { name: ['Mo'] }, 'name'],
    ['~/contacts', { custom_attributes: [1] }, 'custom_attributes'],
    ['~/inboxes', { name: 'x', channel: { type: 'fax' } }, 'channel.type'],
    ['~/inboxes', { name: ' ', channel: { type: 'api' } }, 'name'],
    ['~/inboxes', { name: 'x', timezone: 'Mars/Base', channel: { type: 'api' } }, 'timezone'],
    ['~/inbox_members', { inbox_id: at.website.id, user_ids: [999_999] }, 'user_ids'],
    ['~/agents', { name: 'X', email: 'no address' }, 'email'],
    ['~/agents', { name: 'X', email: 'x@y.example', role: 'owner' }, 'role'],
  ]
  for (const [path, body, field] of refused) {
    const answer = await ada.post(path, body)
    expect([path, answer.status, answer.body.attributes]).toEqual([path, 422, [field]])
    expect(answer.body.message).toBe(answer.body.error)
  }
})

test('a body that is no object at all is refused, not stumbled over', async () => {
  for (const text of ['null', '[]', '"text"', '5', 'true']) {
    expect((await desk().ada.post(thread, text, JSON_TYPE)).status).toBe(422)
    expect((await at.mo.post('/labels', text, JSON_TYPE)).status).toBe(422)
  }
})

test('a body over the limit is 413 and leaves nothing', async () => {
  const before = await storedMessages()
  const huge = JSON.stringify({ content: 'x'.repeat(2 * MEGABYTE) })
  expect((await desk().ada.post(thread, huge, JSON_TYPE)).status).toBe(413)
  const deep = 'a[b][c][d][e][f]=g&'.repeat(MEGABYTE)
  const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' }
  expect((await desk().ada.post(thread, deep, urlencoded)).status).toBe(413)
  expect(await storedMessages()).toBe(before)
})

test('a file over the limit is 413, with no message and no bytes left behind', async () => {
  const bytesBefore = await countBlobs()
  const before = await storedMessages()
  const huge = { ...pixel, bytes: Buffer.alloc(MEGABYTE + 1) }
  const answer = await at.mo.post('/messages', form([['message[attachments][]', huge]]), formHeaders)
  expect([answer.status, answer.body.error]).toEqual([413, 'message[attachments][]: a file may have at most 1 MB'])
  expect(await storedMessages()).toBe(before)
  expect(await countBlobs()).toBe(bytesBefore)
})

async function countBlobs(): Promise<number> {
  let count = 0
  for await (const blob of desk().ports.blobs.keys()) count += blob.key ? 1 : 0
  return count
}

test('a stranger uploads nothing: who asks is checked before the body is read', async () => {
  const before = await countBlobs()
  const body = form([['attachments[]', pixel]])
  const path = `/api/v1/accounts/${desk().accountId}/conversations/${at.conversation}/messages`
  expect((await callerOf(desk().app).post(path, body, formHeaders)).status).toBe(401)
  expect(await countBlobs()).toBe(before)
})

test('a broken multipart body is the sender\u2019s mistake', async () => {
  const whole = form([['message[content]', 'Hello']])
  const broken: [Buffer | string, Record<string, string>][] = [
    [whole.subarray(0, 40), formHeaders],
    [whole.subarray(0, whole.length - 12), formHeaders],
    [whole, { 'content-type': 'multipart/form-data' }],
    [whole, { 'content-type': 'multipart/form-data; boundary=another' }],
    ['', formHeaders],
  ]
  for (const [body, headers] of broken) {
    const { status } = await at.mo.post('/messages', body, headers)
    expect([400, 415, 422]).toContain(status)
  }
  const cutShort = form([['message[attachments][]', { ...pixel, bytes: Buffer.alloc(1000) }]]).subarray(0, 500)
  expect((await at.mo.post('/messages', cutShort, formHeaders)).status).toBe(400)
})

test('a form of thousands of keys or endless names is refused', async () => {
  const many = form(Array.from({ length: 500 }, (_, index) => [`field${index}`, 'x']))
  expect((await at.mo.post('/messages', many, formHeaders)).status).toBe(413)
  const fields = Array.from({ length: 20 }, (_, index): [string, string] => [`f${index}`, 'x'.repeat(MEGABYTE - 1)])
  expect((await at.mo.post('/messages', form(fields), formHeaders)).status).toBe(413)
  const long = form([[`a${'[b]'.repeat(2000)}`, 'x']])
  expect([400, 413, 422]).toContain((await at.mo.post('/messages', long, formHeaders)).status)
})

test('NUL and halves of characters are taken out of what is stored', async () => {
  const { ada } = desk()
  const { body } = await ada.post(thread, { content: 'a\u0000b', echo_id: 'e\u0000\ud800', source_id: 's\u0000' })
  expect(body).toMatchObject({ content: 'ab', echo_id: 'e', source_id: 's' })
  const attributes = { 'k\u0000': 'v\u0000', deep: [{ half: '\ud83d' }], whole: '😀' }
  const contact = await ada.post('~/contacts', { name: 'M\u0000o\udc00', custom_attributes: attributes })
  expect(contact.body.payload.contact).toMatchObject({
    name: 'Mo',
    custom_attributes: { k: 'v', deep: [{ half: '' }], whole: '😀' },
  })
  await desk().settle()
})

test('attributes deeper than anybody means are refused', async () => {
  const nested = (depth: number) => `{"name": "x", "custom_attributes": ${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`
  expect((await desk().ada.post('~/contacts', nested(20), JSON_TYPE)).status).toBe(200)
  for (const depth of [100, 50_000]) {
    expect((await desk().ada.post('~/contacts', nested(depth), JSON_TYPE)).status).toBe(422)
  }
  const list = `{"content": "x", "content_attributes": {"a": ${'['.repeat(50_000)}${']'.repeat(50_000)}}}`
  expect((await desk().ada.post(thread, list, JSON_TYPE)).status).toBe(422)
})

test('keys that programs trip over are data like any other', async () => {
  const attributes = { constructor: 'x', toString: 'y', hasOwnProperty: 'z' }
  const answer = await desk().ada.post('~/contacts', { name: 'Proto', custom_attributes: JSON.stringify(attributes) })
  expect(answer.body.payload.contact.custom_attributes).toEqual(attributes)
  const poisoned = { name: 'Proto', custom_attributes: '{"__proto__": {"admin": true}, "plan": "pro"}' }
  expect((await desk().ada.post('~/contacts', poisoned)).status).toBeLessThan(500)
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
})

test('what is no id names nothing', async () => {
  for (const id of ['1e99', '-1', 'abc', '99999999999', '0', '1.5', '%00', '1%00', '٣', '0x1', ' ', 'NaN']) {
    for (const path of ['~/conversations/X', '~/conversations/X/messages', '~/contacts/X', '~/inboxes/X']) {
      const answer = await desk().ada.get(path.replace('X', encodeURI(decodeURIComponent(id)).replaceAll('\0', '%00')))
      expect([id, path, answer.status]).toEqual([id, path, 404])
    }
  }
})

test('NUL in an address names nothing', async () => {
  const paths = [
    '/public/api/v1/inboxes/%00',
    `/public/api/v1/inboxes/${at.kim.identifier}/contacts/%00`,
    '/api/v1/widget/contact?website_token=%00',
  ]
  for (const path of paths) expect((await callerOf(desk().app).get(path)).status).toBe(404)
  expect((await desk().ada.get('~/conversations?labels[]=%00&source_id=%00')).status).toBe(200)
})

test('a content type that nobody speaks is 415', async () => {
  for (const type of ['application/xml', 'application/octet-stream', 'text/csv', 'nonsense']) {
    expect((await desk().ada.post(thread, 'x', { 'content-type': type })).status).toBe(415)
  }
})

test('an address that cannot be decoded is the asker\u2019s mistake', async () => {
  for (const path of ['/%E0%A4%A', '/api/v1/accounts/%', '/..%2f..%2fetc/passwd', `/${'x'.repeat(5000)}`]) {
    const { status } = await callerOf(desk().app).get(path)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  }
})
