import { beforeAll, expect, test } from 'vitest'
import sdk from '@figuro/chatwoot-sdk'
import { aDeskForAll } from '../testing/desk.ts'
import { pixel } from '../testing/form.ts'
import { anApiInbox } from '../testing/furnished.ts'
import type { Answer } from '../testing/people.ts'

// The package is CommonJS, and its default stands where the loader puts it.
const Client = 'default' in sdk ? (sdk as unknown as { default: typeof sdk }).default : sdk

const desk = aDeskForAll()
/** What the server really answers: the package's types are those of the documentation (contract 0.2). */
const answerOf = (call: Promise<unknown>) => call as Promise<Answer['body']>

let client: InstanceType<typeof Client>
let accountId: number
let basePath: string

beforeAll(async () => {
  basePath = await desk().app.listen({ port: 0, host: '127.0.0.1' })
  client = new Client({
    config: { basePath, with_credentials: true, credentials: 'include', token: desk().ada.user.access_token },
  })
  accountId = desk().accountId
})

test('a client from npm manages inboxes and the agents in them', async () => {
  const channel = { type: 'web_widget', website_url: 'https://lamp.example', welcome_title: 'Hi' } as never
  const made = await answerOf(client.inboxes.create({ accountId, data: { name: 'Shop', channel } }))
  expect(made).toMatchObject({ name: 'Shop', channel_type: 'Channel::WebWidget', website_url: 'https://lamp.example' })
  const { id } = made
  expect(await client.inboxes.get({ accountId, id })).toMatchObject({ id, welcome_title: 'Hi' })
  const changed = await client.inboxes.update({ accountId, id, data: { name: 'Lamp shop' } as never })
  expect(changed).toMatchObject({ name: 'Lamp shop' })
  const { payload } = await answerOf(client.inboxes.list({ accountId }))
  expect(payload.map((inbox: { id: number }) => inbox.id)).toContain(id)
  const data = { name: 'Ben', email: 'ben@lamp.example', role: 'agent' } as never
  const ben = await answerOf(client.agents.create({ accountId, data }))
  await client.inboxes.addAgent({ accountId, data: { inbox_id: id, user_ids: [ben.id] } })
  const listed = await client.inboxes.listAgents({ accountId, inboxId: id })
  expect(listed).toMatchObject({ payload: [{ id: ben.id, name: 'Ben' }] })
  expect(await client.agents.update({ accountId, id: ben.id, data: { role: 'administrator' } as never })).toMatchObject(
    {
      role: 'administrator',
    },
  )
  const agents = await answerOf(client.agents.list({ accountId }))
  expect(agents.map((agent: { id: number }) => agent.id)).toEqual([desk().ada.user.id, ben.id])
  await client.agents.delete({ accountId, id: ben.id })
  expect(await client.agents.list({ accountId })).toHaveLength(1)
})

test('a client from npm leads a conversation from the first word to the last', async () => {
  const inbox = await anApiInbox(desk())
  const contact = { inbox_id: inbox.id, name: 'Mo', email: 'mo@home.example' }
  const created = await answerOf(client.contacts.create({ accountId, data: contact }))
  const { id } = created.payload.contact
  expect(await client.contacts.get({ accountId, id })).toMatchObject({ payload: { name: 'Mo' } })
  const renamed = await client.contacts.update({ accountId, id, data: { name: 'Mo R' } })
  expect(renamed).toMatchObject({ payload: { name: 'Mo R', email: 'mo@home.example' } })

  const beginning = { source_id: created.payload.contact_inbox.source_id, inbox_id: inbox.id, contact_id: id }
  const begun = await answerOf(client.conversations.create({ accountId, data: beginning }))
  const conversationId: number = begun.id
  const attachments = [{ content: (pixel.bytes as Buffer).toString('base64'), encoding: 'base64', filename: 'a.png' }]
  const data = { content: 'Hello Mo', message_type: 'outgoing', private: false, attachments } as never
  const written = await answerOf(client.messages.create({ accountId, conversationId, data }))
  expect(written).toMatchObject({ content: 'Hello Mo', attachments: [{ file_type: 'image' }] })
  const thread = await answerOf(client.messages.list({ accountId, conversationId }))
  expect(thread.payload).toHaveLength(1)

  const assignment = { assignee_id: desk().ada.user.id } as never
  const assigned = await client.conversationAssignment.assign({ accountId, conversationId, data: assignment })
  expect(assigned).toMatchObject({ id: desk().ada.user.id })
  const mine = await client.conversations.list({ accountId, assigneeType: 'assigned', status: 'open' })
  expect(mine).toMatchObject({ data: { meta: { mine_count: 1 }, payload: [{ id: conversationId }] } })
  const resolved = await client.conversations.toggleStatus({
    accountId,
    conversationId,
    data: { status: 'resolved' } as never,
  })
  expect(resolved).toMatchObject({ payload: { success: true, current_status: 'resolved' } })
  expect(await client.conversations.get({ accountId, conversationId })).toMatchObject({ status: 'resolved' })
  expect(await client.conversations.getMeta({ accountId, status: 'resolved' })).toMatchObject({
    meta: { all_count: 1 },
  })
  expect(await client.contacts.listConversations({ accountId, id })).toMatchObject({
    payload: [{ id: conversationId }],
  })
  await client.messages.delete({ accountId, conversationId, messageId: written.id })
  const emptied = await answerOf(client.messages.list({ accountId, conversationId }))
  expect(emptied.payload[0]).toMatchObject({ id: written.id, content_attributes: { deleted: true } })
})

test('a client from npm understands what it is refused', async () => {
  const missing = client.conversations.get({ accountId, conversationId: 999 })
  await expect(missing).rejects.toMatchObject({ status: 404, body: { error: 'Resource could not be found' } })
  const stranger = new Client({ config: { basePath, with_credentials: true, credentials: 'include', token: 'wrong' } })
  await expect(stranger.agents.list({ accountId })).rejects.toMatchObject({ status: 401 })
})
