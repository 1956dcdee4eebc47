import { expect, test } from 'vitest'
import { aDeskForAll, type TestDesk } from '../../testing/desk.ts'
import { form, formHeaders, pixel, type FormFile } from '../../testing/form.ts'
import { aVisitor, aWebsite, type Answer } from '../../testing/people.ts'

const desk = aDeskForAll()

async function upload(file: FormFile): Promise<Answer['body']> {
  const inbox = await aWebsite(desk().ada)
  const mo = await aVisitor(desk().app, inbox.website_token)
  const { body } = await mo.post('/messages', form([['message[attachments][]', file]]), formHeaders)
  return body.attachments[0]
}

async function download(url: string, headers: Record<string, string> = {}, { app }: TestDesk = desk()) {
  const { pathname, search } = new URL(url)
  return app.inject({ url: `${pathname}${search}`, headers })
}

test('a picture is kept as it was sent, measured, and shown to whoever has its link', async () => {
  const attachment = await upload(pixel)
  expect(attachment).toMatchObject({ file_type: 'image', content_type: 'image/png', width: 1, height: 1 })
  const answer = await download(attachment.data_url)
  expect(answer.statusCode).toBe(200)
  expect(answer.rawPayload.equals(pixel.bytes as Buffer)).toBe(true)
  expect(answer.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' })
  expect(answer.headers['content-disposition']).toMatch(/^inline/)
})

test('a link that was changed in any part opens nothing', async () => {
  const one = new URL((await upload(pixel)).data_url)
  const other = new URL((await upload(pixel)).data_url)
  const later = new URL(one)
  later.searchParams.set('exp', String(Number(one.searchParams.get('exp')) + 3600))
  const unsigned = new URL(one)
  unsigned.searchParams.delete('sig')
  const forged = new URL(one)
  forged.searchParams.set('sig', 'A'.repeat(43))
  const borrowed = new URL(one)
  borrowed.searchParams.set('sig', other.searchParams.get('sig') ?? '')
  const moved = new URL(one)
  moved.pathname = other.pathname
  for (const url of [later, unsigned, forged, borrowed, moved]) {
    expect((await download(url.href)).statusCode, url.href).toBe(404)
  }
})

test('a link expires, and the message then shows a fresh one', async () => {
  const { ada, app, pass } = desk()
  const inbox = await aWebsite(ada)
  const mo = await aVisitor(app, inbox.website_token)
  const written = await mo.post('/messages', form([['message[attachments][]', pixel]]), formHeaders)
  const link: string = written.body.attachments[0].data_url
  pass(2 * 3600)
  expect((await download(link)).statusCode).toBe(404)
  const { body } = await mo.get('/messages')
  expect((await download(body.payload[0].attachments[0].data_url)).statusCode).toBe(200)
})

const DANGEROUS = [
  { fileName: 'page.html', contentType: 'text/html', bytes: '<script>alert(1)</script>' },
  {
    fileName: 'drawing.svg',
    contentType: 'image/svg+xml',
    bytes: '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
  },
  {
    fileName: 'drawing.svg',
    contentType: 'image/png',
    bytes: '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
  },
  { fileName: 'code.js', contentType: 'text/javascript', bytes: 'alert(1)' },
]

for (const file of DANGEROUS) {
  test(`${file.fileName} sent as ${file.contentType} is downloaded, never run`, async () => {
    const attachment = await upload(file)
    expect(attachment.file_type).toBe('file')
    const answer = await download(attachment.data_url)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toMatch(/^application\/(octet-stream|xml)$/)
    expect(answer.headers['content-disposition']).toMatch(/^attachment/)
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(answer.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/)
  })
}

test('a range of a file is answered with that range, a senseless one with the whole', async () => {
  const { data_url: url } = await upload({ fileName: 'n.txt', contentType: 'text/plain', bytes: '0123456789' })
  const range = async (header: string) => {
    const answer = await download(url, { range: header })
    return [answer.statusCode, answer.payload, answer.headers['content-range'], answer.headers['content-length']]
  }
  expect(await range('bytes=2-4')).toEqual([206, '234', 'bytes 2-4/10', '3'])
  expect(await range('bytes=7-')).toEqual([206, '789', 'bytes 7-9/10', '3'])
  expect(await range('bytes=-2')).toEqual([206, '89', 'bytes 8-9/10', '2'])
  expect(await range('bytes=5-99')).toEqual([206, '56789', 'bytes 5-9/10', '5'])
  expect(await range('bytes=4-2')).toEqual([200, '0123456789', undefined, '10'])
  expect(await range('lines=1-2')).toEqual([200, '0123456789', undefined, '10'])
})

test('a file name cannot leave its header or its folder', async () => {
  const fileName = '../../etc/pass"wd; é.txt'
  const attachment = await upload({ fileName: fileName.replaceAll('"', '%22'), contentType: 'text/plain', bytes: 'x' })
  expect(attachment.file_name).not.toContain('/')
  const answer = await download(attachment.data_url)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-disposition']).toMatch(/^inline; filename\*=UTF-8''[\w%.!~*'()-]+$/)
})

test('a deleted message leaves no link that still works', async () => {
  const inbox = await aWebsite(desk().ada)
  const mo = await aVisitor(desk().app, inbox.website_token)
  const { body } = await mo.post('/messages', form([['message[attachments][]', pixel]]), formHeaders)
  await desk().ada.delete(`~/conversations/${body.conversation_id}/messages/${body.id}`)
  expect((await download(body.attachments[0].data_url)).statusCode).toBe(404)
})
