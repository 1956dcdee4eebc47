import { expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDesk } from '../../testing/desk.ts'
import { fits } from '../../testing/fits.ts'
import { form, formHeaders, pixel } from '../../testing/form.ts'
import { aMailServer } from '../../testing/mail-server.ts'
import { aMailTalk, wordsOf } from '../../testing/mail-talk.ts'
import { countQueries } from '../../testing/query-count.ts'

test('administrators see what did not go out, and trying an answer again says so in its thread', async () => {
  const server = await aMailServer()
  const { desk, talk } = await aMailTalk(server)
  server.moods.push({ code: 552, words: 'The mailbox is full' })
  await desk.ada.post(`${talk}/messages`, { content: 'It is ours' })
  await desk.settle()
  const { body } = await desk.ada.get('~/mails?state=failed')
  expect(body.meta).toEqual({ failed: 1, waiting: 0 })
  const [failed] = body.payload
  expect(failed).toMatchObject({ state: 'failed', last_answer: '552 The mailbox is full' })
  expect(talk).toBe(`~/conversations/${failed.conversation_id}`)
  const zoe = await anotherCompany(desk)
  expect((await zoe.post(`~/mails/${failed.id}/retry`)).status).toBe(404)
  expect((await zoe.get('~/mails')).body).toEqual({ payload: [], meta: { failed: 0, waiting: 0 } })
  fits(await desk.ada.post(`~/mails/${failed.id}/retry`), 'mail')
  await desk.settle()
  const latest = (await desk.ada.get(`${talk}/messages`)).body.payload.at(-1)
  expect(latest).toMatchObject({ status: 'delivered' })
  expect(latest.content_attributes.external_error).toBeUndefined()
  // What is sent is sent.
  expect((await desk.ada.post(`~/mails/${failed.id}/retry`)).body.state).toBe('sent')
  await desk.settle()
  expect(server.taken.length).toBe(1)
  expect((await desk.ada.post('~/mails/999999/retry')).status).toBe(404)
})

test('a mail of the product that failed is tried again for whom it has not reached', async () => {
  const server = await aMailServer()
  const desk = await aDesk(server.environment)
  server.moods.push({ code: 554, words: 'We do not want this' })
  await desk.ada.post('~/agents', { name: 'Vera', email: 'vera@lamp.example' })
  await desk.settle()
  const [failed] = (await desk.ada.get('~/mails')).body.payload
  expect((await desk.ada.post(`~/mails/${failed.id}/retry`)).body).toMatchObject({ state: 'waiting', attempts: 0 })
  await desk.settle()
  expect(server.taken.map(({ to }) => to)).toEqual([['vera@lamp.example']])
})

test('the list asks the database as often for many mails as for one', async () => {
  const server = await aMailServer()
  const { desk, talk } = await aMailTalk(server)
  await desk.ada.post(`${talk}/messages`, { content: 'One' })
  const few = await countQueries(() => desk.ada.get('~/mails'))
  for (const content of ['Two', 'Three', 'Four']) await desk.ada.post(`${talk}/messages`, { content })
  await desk.settle()
  expect(await countQueries(() => desk.ada.get('~/mails'))).toBe(few)
})

test('mails of the product wear the brand: its name, its logos by day and night, and its accent made readable', async () => {
  const server = await aMailServer()
  const desk = await aDesk(server.environment)
  const brand = form([
    ['installation_name', 'Lamp & Co'],
    ['accent', '#ffe600'],
    ['logo', { fileName: 'logo.png', contentType: 'image/png', bytes: pixel.bytes }],
    ['logo_dark', { fileName: 'dark.png', contentType: 'image/png', bytes: pixel.bytes }],
  ])
  expect((await desk.ada.patch('~/branding', brand, formHeaders)).status).toBe(200)
  fits(await desk.ada.post('~/test_mail'), 'test_mail')
  await desk.settle()
  const [sent] = server.taken
  expect(sent?.to).toEqual(['ada@lamp.example'])
  const words = wordsOf(sent?.source)
  expect(words).toContain('From: "Lamp & Co" <desk@lamp.example>')
  expect(words).toContain('Subject: A test mail from Lamp & Co')
  expect(words).toMatch(
    /<img class="logo" src="https:\/\/desk\.lamp\.example\/branding\/logo\/[^"]+" alt="Lamp &amp; Co"/,
  )
  expect(words).toMatch(/<img class="night-logo" src="[^"]+logo_dark[^"]+"[^>]+display:none/)
  expect(words).toMatch(/class="button"[^>]+background:#[0-9a-f]{6};color:#120d06/)
  expect(words).toMatch(/@media \(prefers-color-scheme:dark\)\{[^<]+\.night-logo\{display:inline-block!important\}/)
  const { body: setup } = await desk.ada.get('~/mail_setup')
  expect(setup).toEqual({
    outgoing: { from: 'desk@lamp.example', host: 'localhost' },
    inbound_domain: 'in.lamp.example',
    oauth: [],
  })
})

test('an inbox of an account without a domain is forwarded to at the domain of the installation', async () => {
  const desk = await aDesk({ MAIL_INBOUND_DOMAIN: 'in.lamp.example' })
  const { body } = await desk.ada.post('~/inboxes', { name: 'Help', channel: { type: 'email', email: 'a@b.example' } })
  expect(body).toMatchObject({
    forwarding_enabled: true,
    forward_to_email: expect.stringMatching(/^[\w-]+@in\.lamp\.example$/),
  })
})

test('without a server there is no test mail, and the setup says so', async () => {
  const desk = await aDesk()
  const refused = await desk.ada.post('~/test_mail')
  expect([refused.status, refused.body.error]).toEqual([422, expect.stringContaining('SMTP_URL')])
  expect((await desk.ada.get('~/mail_setup')).body).toEqual({
    outgoing: null,
    inbound_domain: null,
    oauth: [],
  })
})
