import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { lockConversation, receiveMessage } from '../../features/conversations/index.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { aMailServer, mailPassword, mailUser, type TestMailServer } from '../../testing/mail-server.ts'
import { form, formHeaders } from '../../testing/form.ts'

const mailbox = (server: TestMailServer) => ({
  type: 'email',
  email: 'help@lamp.example',
  smtp_enabled: true,
  smtp_address: 'localhost',
  smtp_port: server.port,
  smtp_login: mailUser,
  smtp_password: mailPassword,
})

/** A desk with an e-mail inbox, in which a customer has written. */
async function aTalk(server: TestMailServer, more: object = {}, environment: object = {}) {
  const { SMTP_HOST: _host, SMTP_PORT: _port, ...rest } = server.environment
  const desk = await aDesk({ ...rest, ...environment })
  const { body: inbox } = await desk.ada.post('~/inboxes', { name: 'Help', channel: mailbox(server), ...more })
  const { body: made } = await desk.ada.post('~/contacts', { name: 'Mo', email: 'mo@sea.example' })
  const { body: conversation } = await desk.ada.post('~/conversations', {
    inbox_id: inbox.id,
    contact_id: made.payload.contact.id,
    additional_attributes: { mail_subject: 'A lamp is broken' },
  })
  await writesIn(desk, 'The lamp is broken.\nPlease help.')
  return { desk, inbox, talk: `~/conversations/${conversation.id}`, uuid: conversation.uuid }
}

async function writesIn(desk: TestDesk, content: string) {
  const { id, account_id: accountId } = await desk.database.db
    .selectFrom('conversations')
    .selectAll()
    .executeTakeFirstOrThrow()
  await desk.ports.work(accountId, { kind: 'system' }, async (work) =>
    receiveMessage(work, await lockConversation(work, id), {
      content,
      contentType: 'incoming_email',
      sourceId: 'letter-1@sea.example',
      contentAttributes: { email: { references: ['before-1@sea.example'] } },
    }),
  )
  await desk.settle()
}

const header = (source: string | undefined, name: string) =>
  new RegExp(`^${name}:\\s*((?:.|\\r?\\n[ \\t])+)`, 'im').exec(source ?? '')?.[1]?.replace(/\r?\n\s+/g, ' ')

test('an answer goes out as a mail of the thread, and says that it was taken', async () => {
  const server = await aMailServer()
  const { desk, talk, uuid } = await aTalk(server, { business_name: 'Lamp & Co' })
  const file = { fileName: 'invoice.txt', contentType: 'text/plain', bytes: 'three lamps' }
  const fields = form([
    ['content', 'Try the **new** bulb <script>'],
    ['cc_emails', 'jo@sea.example'],
    ['bcc_emails', 'quiet@sea.example'],
    ['attachments[]', file],
  ])
  const { body: message } = await desk.ada.post(`${talk}/messages`, fields, formHeaders)
  await desk.settle()
  expect(server.taken.map(({ from, to }) => [from, to])).toEqual([
    ['help@lamp.example', ['mo@sea.example', 'jo@sea.example', 'quiet@sea.example']],
  ])
  const source = server.taken[0]?.source
  expect(header(source, 'From')).toBe('"Ada from Lamp & Co" <help@lamp.example>')
  expect(header(source, 'Subject')).toBe('Re: A lamp is broken')
  expect(header(source, 'Reply-To')).toBe(`reply+${uuid}@in.lamp.example`)
  expect(header(source, 'In-Reply-To')).toBe('<letter-1@sea.example>')
  expect(header(source, 'References')).toContain('<before-1@sea.example> <letter-1@sea.example>')
  expect(header(source, 'Cc')).toBe('jo@sea.example')
  expect(source).toContain('<strong>new</strong> bulb &lt;script&gt;')
  expect(source).toContain('> Please help.')
  expect(source).toContain('filename=invoice.txt')
  expect(source).toContain(Buffer.from('three lamps').toString('base64'))
  const { body } = await desk.ada.get(`${talk}/messages`)
  const sent = body.payload.find(({ id }: { id: number }) => id === message.id)
  expect(sent).toMatchObject({ status: 'delivered', source_id: header(source, 'Message-ID')?.slice(1, -1) })
})

test('notes stay inside, and professional senders name the business only', async () => {
  const server = await aMailServer()
  const { desk, talk } = await aTalk(server, { sender_name_type: 'professional' })
  await desk.ada.post(`${talk}/messages`, { content: 'Is this one ours?', private: true })
  await desk.ada.post(`${talk}/messages`, { content: 'It is ours' })
  await desk.settle()
  expect(server.taken.length).toBe(1)
  expect(header(server.taken[0]?.source, 'From')).toBe('Help <help@lamp.example>')
  expect(server.taken[0]?.source).not.toContain('Is this one ours?')
})

test('a refused answer says what the server said, and goes out when it is tried again', async () => {
  const server = await aMailServer()
  server.moods.push({ code: 552, words: 'The mailbox is full' })
  const { desk, talk } = await aTalk(server)
  const { body: message } = await desk.ada.post(`${talk}/messages`, { content: 'It is ours' })
  await desk.settle()
  const latest = async () => (await desk.ada.get(`${talk}/messages`)).body.payload.at(-1)
  expect(await latest()).toMatchObject({
    status: 'failed',
    content_attributes: { external_error: '552 The mailbox is full' },
  })
  await desk.ada.post(`${talk}/messages/${message.id}/retry`)
  await desk.settle()
  expect(await latest()).toMatchObject({ status: 'delivered' })
  expect((await latest()).content_attributes.external_error).toBeUndefined()
  expect(server.taken.length).toBe(1)
})

test('without a server the answer fails with what to do, and a second reaction sends nothing twice', async () => {
  const server = await aMailServer()
  const { desk, talk, inbox } = await aTalk(server)
  await desk.ada.patch(`~/inboxes/${inbox.id}`, { channel: { smtp_enabled: false } })
  await desk.ada.post(`${talk}/messages`, { content: 'It is ours' })
  await desk.settle()
  const latest = (await desk.ada.get(`${talk}/messages`)).body.payload.at(-1)
  expect(latest).toMatchObject({
    status: 'failed',
    content_attributes: { external_error: expect.stringContaining('SMTP_URL') },
  })
  await desk.ada.patch(`~/inboxes/${inbox.id}`, { channel: { smtp_enabled: true } })
  await desk.ada.post(`${talk}/messages/${latest.id}/retry`)
  await desk.settle()
  await sql`delete from event_reactions`.execute(desk.database.db)
  await desk.ada.post(`${talk}/messages/${latest.id}/retry`)
  await desk.settle()
  expect(server.taken.length).toBe(1)
})

test('what answers by itself says so, asks for no bounce, and is sent to an address once a day', async () => {
  const server = await aMailServer()
  const { desk } = await aTalk(server, { greeting_enabled: true, greeting_message: 'We are on it' })
  expect(server.taken.map(({ from }) => from)).toEqual([''])
  expect(header(server.taken[0]?.source, 'Auto-Submitted')).toBe('auto-replied')
  await desk.database.db
    .updateTable('messages')
    .set({ idempotency_key: null, direction: 'activity' })
    .where('direction', '=', 'template')
    .execute()
  await desk.database.db.updateTable('messages').set({ source_id: null }).execute()
  await writesIn(desk, 'And another thing')
  expect(server.taken.length).toBe(1)
})
