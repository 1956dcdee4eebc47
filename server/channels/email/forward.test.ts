import { expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aMailServer } from '../../testing/mail-server.ts'
import { aMailTalk, headerOf, wordsOf } from '../../testing/mail-talk.ts'
import { form, formHeaders } from '../../testing/form.ts'
import { divideFiles, type MailedFile } from './divide-files.ts'

const html = { full: '<p>The lamp is <b>broken</b>.</p>' }
const mail = {
  subject: 'A lamp is broken',
  from: ['mo@sea.example'],
  to: ['help@lamp.example'],
  cc: ['jo@sea.example'],
  html_content: html,
}

test('a forwarded mail goes to whom it names, with the original, its head and its files, and answers nobody', async () => {
  const server = await aMailServer()
  const { talk, desk, first } = await aMailTalk(server, { email: mail })
  const file = { fileName: 'invoice.txt', contentType: 'text/plain', bytes: 'three lamps' }
  const answer = form([
    ['content', 'Here is the invoice'],
    ['attachments[]', file],
  ])
  const { body: ours } = await desk.ada.post(`${talk}/messages`, answer, formHeaders)
  const { body: before } = await desk.ada.get(talk)
  const forward = (of: number, more: object = {}) =>
    desk.ada.post(`${talk}/messages`, {
      content: 'Can you have a look?',
      to_emails: 'lab@glass.example',
      cc_emails: 'boss@glass.example',
      content_attributes: { forwarded_message_id: of },
      ...more,
    })
  expect((await forward(first)).body.content_attributes).toMatchObject({
    forwarded_message_id: first,
    to_emails: ['lab@glass.example'],
  })
  await forward(ours.id, { content: '' })
  await desk.settle()
  const [, received, sent] = server.taken
  expect(received?.to).toEqual(['lab@glass.example', 'boss@glass.example'])
  expect(headerOf(received?.source, 'Subject')).toBe('Fwd: A lamp is broken')
  expect(headerOf(received?.source, 'In-Reply-To')).toBeUndefined()
  expect(headerOf(received?.source, 'References')).toContain('<letter-1@sea.example>')
  const words = wordsOf(received?.source)
  expect(words).toContain('Can you have a look?')
  expect(words).toContain('---------- Forwarded message ----------\r\nFrom: Mo <mo@sea.example>')
  expect(words).toContain('Cc: jo@sea.example')
  expect(words).toContain('<p>The lamp is <b>broken</b>.</p>')
  expect(words).not.toContain('> Please help.')
  expect(wordsOf(sent?.source)).toContain('From: Ada <help@lamp.example>')
  expect(sent?.source).toContain(Buffer.from('three lamps').toString('base64'))
  // The customer waits as long as before.
  const { body: after } = await desk.ada.get(talk)
  expect(after.waiting_since).toBe(before.waiting_since)
})

test('what cannot be forwarded is refused with the field at fault', async () => {
  const server = await aMailServer()
  const { talk, desk, first } = await aMailTalk(server, { email: mail })
  const { body: note } = await desk.ada.post(`${talk}/messages`, { content: 'Ours?', private: true })
  const send = async (body: object) => {
    const { status, body: refusal } = await desk.ada.post(`${talk}/messages`, body)
    return [status, refusal.error]
  }
  const of = (id: unknown, more: object = {}) => ({
    to_emails: 'lab@glass.example',
    content_attributes: { forwarded_message_id: id },
    ...more,
  })
  expect(await send(of(first, { to_emails: '' }))).toEqual([422, expect.stringContaining('to_emails')])
  for (const id of [note.id, 999_999, 'x', null, {}, 2 ** 60]) {
    expect(await send(of(id)), String(id)).toEqual([422, expect.stringContaining('forwarded_message_id')])
  }
  expect(await send(of(first, { private: true, content: 'x' }))).toEqual([422, expect.stringContaining('only a mail')])
  const zoe = await anotherCompany(desk)
  expect(
    (await zoe.post(talk.replace('~', `/api/v1/accounts/${desk.accountId}`) + '/messages', of(first))).status,
  ).toBe(401)
  expect(server.taken.length).toBe(0)
})

test('HTML that a client says of a message is handed on as text', async () => {
  const server = await aMailServer()
  const { talk, desk } = await aMailTalk(server, { email: mail })
  const evil = { email: { html_content: { full: '<script>steal()</script>' } } }
  const { body: said } = await desk.ada.post(`${talk}/messages`, { content: 'Hello <b>', content_attributes: evil })
  const body = { to_emails: 'lab@glass.example', content_attributes: { forwarded_message_id: said.id } }
  await desk.ada.post(`${talk}/messages`, body)
  await desk.settle()
  expect(wordsOf(server.taken[1]?.source)).not.toContain('<script>')
})

test('pictures of the original come along: those from elsewhere by their address, those inside it as they were', async () => {
  const server = await aMailServer()
  const full = '<p><img data-remote-src="https://sea.example/lamp.png"></p>'
  const { talk, desk, first } = await aMailTalk(server, { email: { ...mail, from_name: 'Jo', html_content: { full } } })
  const body = { to_emails: 'lab@glass.example', content_attributes: { forwarded_message_id: first } }
  await desk.ada.post(`${talk}/messages`, body)
  await desk.settle()
  const words = wordsOf(server.taken[0]?.source)
  expect(words).toContain('<img src="https://sea.example/lamp.png">')
  expect(words).toContain('From: Jo <mo@sea.example>')
  const picture = { id: 1, blobKey: 'b', fileName: 'a.png', contentType: 'image/png', byteSize: 1, contentId: 'p1@sea' }
  const { attached } = divideFiles([picture as MailedFile], {
    origin: '',
    secrets: desk.ports.secrets,
    now: new Date(),
  })
  expect(attached).toEqual([{ blobKey: 'b', fileName: 'a.png', contentType: 'image/png', cid: 'p1@sea' }])
})
