import { expect, test } from 'vitest'
import { aDesk, type TestDesk } from '../../../testing/desk.ts'
import { aMail, aMailbox, mailboxOf } from '../../../testing/incoming-mail.ts'
import { aMailServer } from '../../../testing/mail-server.ts'
import { aVisitor, aWebsite } from '../../../testing/people.ts'

/** Into which conversation each mail of an inbox came, in their order. */
async function places(desk: TestDesk): Promise<number[]> {
  const rows = await desk.database.db
    .selectFrom('received_mails')
    .innerJoin('messages', 'messages.id', 'received_mails.message_id')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .select('conversations.number')
    .orderBy('received_mails.id')
    .execute()
  return rows.map(({ number }) => number)
}

/** A desk with two conversations of Mo and one of Jo, begun by mail. */
async function aDeskWithTalks() {
  const desk = await aDesk()
  const mailbox = await aMailbox(desk)
  await mailbox.receives(aMail({ 'Message-ID': '<one@sea.example>' }))
  await mailbox.receives(aMail({ 'Message-ID': '<two@sea.example>' }))
  await mailbox.receives(aMail({ 'Message-ID': '<jo@sea.example>', From: 'Jo <jo@sea.example>' }))
  const uuid = async (number: number): Promise<string> => (await desk.ada.get(`~/conversations/${number}`)).body.uuid
  return { desk, mailbox, uuids: [await uuid(1), await uuid(2), await uuid(3)] as const }
}

test('the address of a conversation wins over In-Reply-To, that over References, those over our header, that over the subject', async () => {
  const { desk, mailbox, uuids } = await aDeskWithTalks()
  const [one, two, jo] = uuids
  const all = {
    To: `Help <reply+${one}@in.lamp.example>`,
    'In-Reply-To': '<two@sea.example>',
    References: '<one@sea.example> <jo@sea.example>',
    'X-Porchlight-Conversation': two,
    Subject: 'Re: [#2] A lamp',
  }
  await mailbox.receives(aMail(all))
  await mailbox.receives(aMail({ ...all, To: 'help@lamp.example' }))
  const { To: _to, 'In-Reply-To': _answered, ...later } = all
  await mailbox.receives(aMail(later))
  await mailbox.receives(aMail({ ...later, References: '<unknown@sea.example>', Subject: 'Re: [#1] A lamp' }))
  await mailbox.receives(aMail({ Subject: 'Re: [#2] A lamp' }))
  await mailbox.receives(aMail({}), { envelope: { from: 'mo@sea.example', to: [`REPLY+${jo}@in.lamp.example`] } })
  expect((await places(desk)).slice(3)).toEqual([1, 2, 3, 2, 2, 3])
})

test('of the references the last one that is known counts, whoever writes', async () => {
  const { desk, mailbox } = await aDeskWithTalks()
  const References = '<two@sea.example>\r\n\t<one@sea.example> <never-seen@sea.example>'
  await mailbox.receives(aMail({ References, From: 'Ann <ann@shore.example>', Subject: 'Fwd: A lamp' }))
  expect(await places(desk)).toEqual([1, 2, 3, 1])
  const { body } = await desk.ada.get('~/conversations/1/messages')
  expect(body.payload.at(-1)).toMatchObject({
    sender: { email: 'mo@sea.example' },
    content_attributes: { email: { from: ['ann@shore.example'] } },
  })
})

test('the number in a subject counts for its own customer only, and the same subject for nobody', async () => {
  const { desk, mailbox } = await aDeskWithTalks()
  await mailbox.receives(aMail({ From: 'Eve <eve@sea.example>', Subject: 'Re: [#1] A lamp' }))
  await mailbox.receives(aMail({ Subject: 'A lamp' }))
  await mailbox.receives(aMail({ Subject: 'Re: [#999999999999] [#0] A lamp' }))
  expect((await places(desk)).slice(3)).toEqual([4, 5, 6])
})

test('an empty or broken id leads nowhere', async () => {
  const { desk, mailbox } = await aDeskWithTalks()
  await mailbox.receives(aMail({ 'Message-ID': null, 'In-Reply-To': '<>' }, 'First without an id'))
  for (const headers of [
    { 'In-Reply-To': '<>', References: '<> <>' },
    { 'In-Reply-To': '', References: '' },
    { 'In-Reply-To': '< >', 'X-Porchlight-Conversation': '' },
    { To: 'reply+@in.lamp.example', 'X-Porchlight-Conversation': "' or true" },
    { To: 'reply+00000000-0000-0000-0000-000000000000@in.lamp.example' },
    { 'In-Reply-To': '<conversation/not-a-uuid/messages/1@lamp.example>' },
  ] as Record<string, string>[])
    await mailbox.receives(aMail(headers))
  expect((await places(desk)).slice(3)).toEqual([4, 5, 6, 7, 8, 9, 10])
})

test('nothing leads out of an inbox', async () => {
  const { desk, uuids } = await aDeskWithTalks()
  const other = await aMailbox(desk, { email: 'sales@lamp.example' })
  for (const headers of [
    { To: `reply+${uuids[0]}@in.lamp.example` },
    { 'In-Reply-To': '<one@sea.example>' },
    { References: `<conversation/${uuids[0]}/messages/1@lamp.example>` },
    { 'X-Porchlight-Conversation': uuids[0] },
    { Subject: '[#1] A lamp' },
  ] as Record<string, string>[])
    await other.receives(aMail({ From: 'Ann <ann@shore.example>', ...headers }))
  const rows = await desk.database.db
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .select(['messages.inbox_id as of', 'conversations.inbox_id as in'])
    .execute()
  expect(rows.length).toBe(8)
  expect(rows.every((row) => row.of === row.in)).toBe(true)
})

test('what is answered may come after its answer, and two answers of one person to an unknown mail stay together', async () => {
  const desk = await aDesk()
  const { receives } = await aMailbox(desk)
  await receives(aMail({ 'Message-ID': '<late@sea.example>', 'In-Reply-To': '<early@sea.example>' }))
  await receives(aMail({ 'Message-ID': '<early@sea.example>' }))
  await receives(aMail({ 'In-Reply-To': '<news@letter.example>' }))
  await receives(aMail({ 'In-Reply-To': '<news@letter.example>' }))
  // Another reader of the same newsletter has a conversation of their own.
  await receives(aMail({ 'In-Reply-To': '<news@letter.example>', From: 'Jo <jo@sea.example>' }))
  expect(await places(desk)).toEqual([1, 1, 2, 2, 3])
})

test('a chain of answers is one conversation in whatever order it arrives', async () => {
  const chain = (name: string) => {
    const id = (number: number) => `<${name}-${number}@sea.example>`
    const earlier = (number: number) => Array.from({ length: number }, (_, at) => id(at)).join(' ')
    return [0, 1, 2, 3].map((number) =>
      aMail({
        'Message-ID': id(number),
        ...(number > 0 && { 'In-Reply-To': id(number - 1), References: earlier(number) }),
      }),
    )
  }
  const orders = [
    [3, 2, 1, 0],
    [2, 0, 1, 3],
    [3, 0, 2, 1],
    [1, 3, 0, 2],
  ]
  const desk = await aDesk()
  const { receives } = await aMailbox(desk)
  for (const [number, order] of orders.entries()) {
    const mails = chain(`chain-${number}`)
    for (const at of order) await receives(mails[at] ?? '')
  }
  expect(await places(desk)).toEqual(orders.flatMap((order, number) => order.map(() => number + 1)))
  // All of them are known by now.
  expect(await desk.database.db.selectFrom('unseen_mails').selectAll().execute()).toEqual([])
})

test('without References a chain that comes backwards is one conversation, too', async () => {
  const desk = await aDesk()
  const { receives } = await aMailbox(desk)
  await receives(aMail({ 'Message-ID': '<three@sea.example>', 'In-Reply-To': '<two@sea.example>' }))
  await receives(aMail({ 'Message-ID': '<two@sea.example>', 'In-Reply-To': '<one@sea.example>' }))
  await receives(aMail({ 'Message-ID': '<one@sea.example>' }))
  expect(await places(desk)).toEqual([1, 1, 1])
})

test('a chain that began elsewhere brings nobody into the conversation of another customer', async () => {
  const desk = await aDesk()
  const { receives } = await aMailbox(desk)
  const References = '<letter@news.example> <more@news.example>'
  await receives(aMail({ References }))
  await receives(aMail({ References, From: 'Jo <jo@sea.example>' }))
  await receives(aMail({ 'Message-ID': '<letter@news.example>', From: 'News <news@news.example>' }))
  expect(await places(desk)).toEqual([1, 2, 3])
})

test('the answer to an answer of an agent comes back into its conversation, before and after the agent wrote', async () => {
  const server = await aMailServer()
  const desk = await aDesk(server.environment)
  const { receives } = await aMailbox(desk)
  await receives(aMail({ 'Message-ID': '<one@sea.example>' }))
  await desk.ada.post('~/conversations/1/messages', { content: 'Which lamp?' })
  await desk.settle()
  const sent = (server.taken[0]?.source ?? '').replace(/\r?\n[ \t]+/g, ' ')
  const id = /^Message-ID: <(.+)>/im.exec(sent)?.[1] ?? ''
  expect(id).toMatch(/^conversation\/.+\/messages\/\d+@/)
  await receives(aMail({ 'In-Reply-To': `<${id}>` }, 'The red one'))
  await receives(aMail({ References: `<${/^References: <([^>]+)>/im.exec(sent)?.[1]}>` }, 'The big red one'))
  expect(await places(desk)).toEqual([1, 1, 1])
})

test('a visitor who left answers by mail into the conversation of the website', async () => {
  const server = await aMailServer()
  const desk = await aDesk(server.environment)
  const website = await aWebsite(desk.ada, { channel: { type: 'web_widget', continuity_via_email: true } })
  const mo = await aVisitor(desk.app, website.website_token)
  await mo.writes('Hello')
  const { uuid } = (await desk.ada.get('~/conversations/1')).body
  const { receives } = mailboxOf(desk, { inboxId: website.id })
  const to = `reply+${uuid}@in.lamp.example`
  const answer = aMail({ To: to }, 'By mail')
  expect(await receives(answer, { via: 'smtp', envelope: { from: 'mo@sea.example', to: [to] } })).toMatchObject({
    state: 'accepted',
  })
  expect(await places(desk)).toEqual([1])
  const { body } = await desk.ada.get('~/conversations/1')
  expect(body).toMatchObject({ meta: { channel: 'Channel::WebWidget' }, messages: [{ content: 'By mail' }] })
  const seen = (await mo.get('/messages')).body.payload.at(-1)
  expect(seen).toMatchObject({ content: 'By mail', content_type: 'incoming_email' })
  expect(seen.content_attributes).toEqual({})
  // Its conversation is gone: a website begins none by mail.
  await desk.ada.delete('~/conversations/1')
  expect(await receives(aMail({ To: to }))).toMatchObject({ state: 'quarantined' })
  expect(await receives(answer)).toMatchObject({ state: 'accepted', message_id: null })
  expect((await desk.ada.get('~/conversations?status=all')).body.data.payload).toEqual([])
})
