import { expect, test } from 'vitest'
import { anotherCompany } from '../../../testing/another-company.ts'
import { aDesk, type TestDesk } from '../../../testing/desk.ts'
import { aMail, aMailbox } from '../../../testing/incoming-mail.ts'

const conversations = async (desk: TestDesk) => (await desk.ada.get('~/conversations?status=all')).body.data.payload
const thread = async (desk: TestDesk, number = 1) =>
  (await desk.ada.get(`~/conversations/${number}/messages`)).body.payload

test('a mail begins a conversation with its sender, and says all that the contract keeps of it', async () => {
  const desk = await aDesk()
  const { receives } = await aMailbox(desk)
  const source = aMail({
    'Message-ID': '<first@sea.example>',
    Cc: 'Jo <jo@sea.example>',
    'In-Reply-To': '<unknown@elsewhere.example>',
    References: '<older@elsewhere.example> <unknown@elsewhere.example>',
    Date: 'Mon, 05 Jan 2026 10:00:00 +0100',
  })
  expect(await receives(source)).toMatchObject({ state: 'accepted', header_id: 'first@sea.example' })
  const [conversation] = await conversations(desk)
  expect(conversation).toMatchObject({
    status: 'open',
    unread_count: 1,
    meta: { sender: { name: 'Mo', email: 'mo@sea.example' }, channel: 'Channel::Email' },
    additional_attributes: {
      source: 'email',
      mail_subject: 'A lamp',
      in_reply_to: 'unknown@elsewhere.example',
      auto_reply: false,
      initiated_at: { timestamp: expect.any(String) },
    },
  })
  const [message] = await thread(desk)
  expect(message).toMatchObject({
    content: 'Hello, a lamp is broken.',
    content_type: 'incoming_email',
    message_type: 0,
    source_id: 'first@sea.example',
    content_attributes: {
      cc_email: ['jo@sea.example'],
      bcc_email: [],
      email: {
        subject: 'A lamp',
        from: ['mo@sea.example'],
        to: ['help@lamp.example'],
        cc: ['jo@sea.example'],
        date: '2026-01-05T09:00:00.000Z',
        message_id: 'first@sea.example',
        in_reply_to: 'unknown@elsewhere.example',
        references: ['older@elsewhere.example', 'unknown@elsewhere.example'],
        multipart: false,
        number_of_attachments: 0,
        auto_reply: false,
        html_content: {},
        text_content: { full: expect.stringContaining('Hello, a lamp is broken.') },
      },
    },
  })
  const place = await desk.database.db.selectFrom('contact_inboxes').select('source_id').executeTakeFirstOrThrow()
  expect(place.source_id).toBe('mo@sea.example')
})

test('the same mail three times is one message, whether it is read between or not', async () => {
  const desk = await aDesk()
  const { receives, takes } = await aMailbox(desk)
  const [named, bare] = [aMail(), aMail({ 'Message-ID': null, Subject: 'No id' })]
  await receives(named)
  await takes(bare)
  await takes(named)
  await receives(bare)
  await receives(named)
  const messages = await desk.database.db.selectFrom('messages').select('source_id').execute()
  expect(messages.length).toBe(2)
  expect(messages.every(({ source_id: id }) => id)).toBe(true)
})

test('a known customer is found by their address in any case, keeps their name, and brings a resolved conversation back', async () => {
  const desk = await aDesk()
  const { receives } = await aMailbox(desk)
  await desk.ada.post('~/contacts', { name: 'Moritz Sea', email: 'mo@sea.example' })
  const first = aMail({ From: '"Mo!" <MO@Sea.example>', 'Message-ID': '<a@sea.example>' })
  await receives(first)
  await desk.ada.post('~/conversations/1/toggle_status', { status: 'resolved' })
  await receives(aMail({ 'In-Reply-To': '<a@sea.example>' }, 'One more thing'))
  const [conversation, ...others] = await conversations(desk)
  expect(others).toEqual([])
  expect(conversation).toMatchObject({ status: 'open', meta: { sender: { name: 'Moritz Sea' } } })
})

test('a resolved conversation stays so where the inbox wants a new one, and a single one goes on for ever', async () => {
  const desk = await aDesk()
  const { receives, inboxId } = await aMailbox(desk, { allow_messages_after_resolved: false })
  await receives(aMail({ 'Message-ID': '<a@sea.example>' }))
  await desk.ada.post('~/conversations/1/toggle_status', { status: 'resolved' })
  await receives(aMail({ 'In-Reply-To': '<a@sea.example>', 'Message-ID': '<b@sea.example>' }))
  expect((await conversations(desk)).map((one: { id: number; status: string }) => [one.id, one.status])).toEqual([
    [2, 'open'],
    [1, 'resolved'],
  ])
  await desk.ada.patch(`~/inboxes/${inboxId}`, { lock_to_single_conversation: true })
  await desk.ada.post('~/conversations/2/toggle_status', { status: 'resolved' })
  await receives(aMail({ Subject: 'Something else' }))
  expect((await thread(desk, 2)).filter((one: { message_type: number }) => one.message_type === 0).length).toBe(2)
})

test('what a blocked customer writes is kept, resolved and quiet', async () => {
  const desk = await aDesk()
  const { receives } = await aMailbox(desk, { greeting_enabled: true, greeting_message: 'We are on it' })
  const { body } = await desk.ada.post('~/contacts', { name: 'Spam', email: 'mo@sea.example' })
  await desk.ada.patch(`~/contacts/${body.payload.contact.id}`, { blocked: true })
  await receives(aMail({ 'Message-ID': '<a@sea.example>' }))
  await receives(aMail({ 'In-Reply-To': '<a@sea.example>' }))
  expect(await conversations(desk)).toMatchObject([{ status: 'resolved' }])
  expect(await thread(desk)).toMatchObject([{ message_type: 0 }, { message_type: 0 }])
})

test('who is to be answered is the customer: Reply-To, then whom a list names, then From, never the inbox', async () => {
  const desk = await aDesk()
  const { receives } = await aMailbox(desk)
  const senders = async () =>
    (await conversations(desk)).map(({ meta }: { meta: { sender: object } }) => meta.sender).toReversed()
  await receives(aMail({ From: 'Form <help@lamp.example>', 'Reply-To': 'Vi <vi@sea.example>' }))
  await receives(aMail({ From: "'Lu' via Help <help@lamp.example>", 'X-Original-Sender': 'lu@sea.example' }))
  await receives(aMail({ From: null, Sender: 'Kim <kim@sea.example>' }))
  await receives(aMail({ From: 'Jo <jo@sea.example>', 'Reply-To': 'Help <Help@lamp.example>' }))
  expect(await senders()).toMatchObject([
    { email: 'vi@sea.example', name: 'Vi' },
    { email: 'lu@sea.example', name: 'lu' },
    { email: 'kim@sea.example', name: 'Kim' },
    { email: 'jo@sea.example', name: 'Jo' },
  ])
})

test('mail from the inbox itself or from nobody makes no conversation, and says why', async () => {
  const desk = await aDesk()
  const { receives } = await aMailbox(desk)
  expect(await receives(aMail({ From: 'Help <help@lamp.example>' }))).toMatchObject({
    state: 'ignored',
    reason: 'It is from the inbox itself.',
  })
  for (const headers of [{ From: null }, { From: 'nobody in particular' }, { From: '<>' }]) {
    expect(await receives(aMail(headers))).toMatchObject({
      state: 'quarantined',
      reason: expect.stringContaining('whom'),
    })
  }
  expect(await conversations(desk)).toEqual([])
})

test('worst mails have an answer: an endless subject, a thousand recipients, no word at all', async () => {
  const desk = await aDesk()
  const { receives } = await aMailbox(desk)
  const many = Array.from({ length: 1000 }, (_, index) => `p${index}@sea.example`).join(',\r\n ')
  expect(await receives(aMail({ Subject: 'x'.repeat(50_000), To: many }))).toMatchObject({ state: 'accepted' })
  expect(await receives(aMail({ Subject: null }, ''))).toMatchObject({ state: 'accepted' })
  expect(await receives(aMail({ Subject: 'Only this' }, ''))).toMatchObject({ state: 'accepted' })
  const [third, second, first] = await conversations(desk)
  expect(first.additional_attributes.mail_subject.length).toBe(1000)
  expect(second.messages[0].content).toBe('(This mail has no text.)')
  expect(third.messages[0].content).toBe('Only this')
})

test('files come with the message, and pictures inside the text keep the name that the text calls them by', async () => {
  const desk = await aDesk()
  const { receives } = await aMailbox(desk)
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  const body = [
    '--x',
    'Content-Type: text/html',
    '',
    '<p>Look: <img src="cid:shot@sea"></p>',
    '--x',
    'Content-Type: image/png; name="shot.png"',
    'Content-Disposition: inline; filename="shot.png"',
    'Content-ID: <shot@sea>',
    'Content-Transfer-Encoding: base64',
    '',
    pixel,
    '--x',
    'Content-Type: application/octet-stream; name="../../notes.txt"',
    'Content-Disposition: attachment; filename="../../notes.txt"',
    '',
    'three lamps',
    '--x--',
  ].join('\r\n')
  const { state } = await receives(
    aMail({ 'MIME-Version': '1.0', 'Content-Type': 'multipart/related; boundary="x"' }, body),
  )
  expect(state).toBe('accepted')
  const [message] = await thread(desk)
  expect(message.attachments).toMatchObject([
    { file_name: 'shot.png', content_type: 'image/png', file_type: 'image', content_id: 'shot@sea' },
    { file_name: 'notes.txt', file_type: 'file' },
  ])
  expect(message.attachments[1].content_id).toBeUndefined()
  expect(message.content_attributes.email.html_content.full).toMatch(/cid:shot(@|%40)sea/)
  expect(message.content_attributes.email.number_of_attachments).toBe(2)
  const file = await desk.app.inject(message.attachments[1].data_url.replace(/^https?:\/\/[^/]+/, ''))
  expect(file.body.trim()).toBe('three lamps')
})

test('two accounts never meet: the same address, Message-ID and thread stay apart', async () => {
  const desk = await aDesk()
  const { receives } = await aMailbox(desk)
  await receives(aMail({ 'Message-ID': '<a@sea.example>' }))
  const other = await anotherCompany(desk)
  const theirs = await aMailbox(desk, { email: 'help@other.example', by: other, accountId: other.user.account_id })
  expect(await theirs.receives(aMail({ 'Message-ID': '<a@sea.example>' }))).toMatchObject({ state: 'accepted' })
  await theirs.receives(aMail({ 'In-Reply-To': '<a@sea.example>' }))
  expect((await thread(desk)).length).toBe(1)
  expect((await other.get('~/conversations/1/messages')).body.payload.length).toBe(2)
  expect((await other.get('~/contacts')).body.payload.length).toBe(1)
})
