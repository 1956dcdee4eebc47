import { expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aBot } from '../../testing/automation.ts'
import { aCable, listenAs, listenAsVisitor, settleFor } from '../../testing/cable.ts'
import { aDesk } from '../../testing/desk.ts'
import { anApiInbox } from '../../testing/furnished.ts'
import { anAgent, aVisitor, aWebsite } from '../../testing/people.ts'

async function aNightShift() {
  const desk = await aDesk()
  const inbox = await aWebsite(desk.ada)
  const robin = await aBot(desk, desk.ada, { name: 'Robin', inboxIds: [inbox.id] })
  const mo = await aVisitor(desk.app, inbox.website_token)
  return { desk, ada: desk.ada, inbox, robin, mo }
}

const statusOf = async ({ ada }: Pick<Awaited<ReturnType<typeof aNightShift>>, 'ada'>, id = 1) =>
  (await ada.get(`~/conversations/${id}`)).body.status

test('a conversation of an inbox with a bot begins pending', async () => {
  const scene = await aNightShift()
  await scene.mo.writes('Hello')
  expect(await statusOf(scene)).toBe('pending')
  await scene.ada.post(`~/inboxes/${scene.inbox.id}/set_agent_bot`, { agent_bot: null })
  await scene.mo.post('/conversations', { message: { content: 'Anew' } })
  expect(await statusOf(scene, 2)).toBe('open')
})

test('a status that is asked for is kept, bot or not', async () => {
  const { ada, inbox, mo } = await aNightShift()
  await mo.writes('Hello')
  const { meta } = (await ada.get('~/conversations/1')).body
  const made = await ada.post('~/conversations', { inbox_id: inbox.id, contact_id: meta.sender.id, status: 'open' })
  expect(made.body.status).toBe('open')
})

test('the customer of a resolved conversation comes back to the bot, of a snoozed one to the agents', async () => {
  const scene = await aNightShift()
  await scene.mo.writes('Hello')
  await scene.ada.post('~/conversations/1/toggle_status', { status: 'resolved' })
  await scene.mo.writes('One more thing')
  expect(await statusOf(scene)).toBe('pending')
  await scene.ada.post('~/conversations/1/toggle_status', { status: 'snoozed' })
  await scene.mo.writes('Me again')
  expect(await statusOf(scene)).toBe('open')
})

test("a bot's answer reaches the customer in its name and ends the waiting, but is nobody's first reply", async () => {
  const { ada, mo, robin } = await aNightShift()
  await mo.writes('Hello')
  expect((await ada.get('~/conversations/1')).body.waiting_since).toBeGreaterThan(0)
  const answer = await robin.post('~/conversations/1/messages', { content: 'Good evening', echo_id: 'r1' })
  expect(answer.body).toMatchObject({ message_type: 1, echo_id: 'r1', sender: { id: robin.id, type: 'agent_bot' } })
  const { body } = await ada.get('~/conversations/1')
  expect(body).toMatchObject({ waiting_since: 0, first_reply_created_at: 0 })
  expect(body.last_non_activity_message).toMatchObject({ sender_type: 'AgentBot', sender_id: robin.id })
  const seen = (await mo.get('/messages')).body.payload.at(-1)
  expect(seen.sender).toEqual({ id: robin.id, name: 'Robin', avatar_url: '', type: 'agent_bot' })
})

test('a bot labels conversations and makes the labels of the account, and those of no other account', async () => {
  const { desk, ada, mo, robin } = await aNightShift()
  await mo.writes('Hello')
  expect((await robin.post('~/conversations/1/labels', { labels: ['Late'] })).body).toEqual({ payload: ['late'] })
  expect((await robin.get('~/conversations/1/labels')).body).toEqual({ payload: ['late'] })
  const lines = (await ada.get('~/conversations/1/messages')).body.payload
  expect(lines.at(-1)).toMatchObject({ message_type: 2, content: 'Robin added late' })
  expect((await robin.post('~/labels', { title: 'fragile' })).body).toMatchObject({ title: 'fragile' })
  const titles = (await robin.get('~/labels')).body.payload.map((one: { title: string }) => one.title)
  expect(titles).toEqual(['fragile'])
  const zoe = await anotherCompany(desk)
  expect((await robin.get(`/api/v1/accounts/${zoe.user.account_id}/labels`)).status).toBe(401)
})

test("a bot's note stays inside", async () => {
  const { mo, robin } = await aNightShift()
  await mo.writes('Hello')
  const note = await robin.post('~/conversations/1/messages', { content: 'Seems cross', private: true })
  expect(note.body.private).toBe(true)
  expect((await mo.get('/messages')).body.payload).toHaveLength(1)
})

test('a bot that opens a pending conversation hands it to the agents', async () => {
  const { desk, ada, mo, robin } = await aNightShift()
  await mo.writes('Hello')
  await robin.post('~/conversations/1/messages', { content: 'I fetch somebody' })
  const { body } = await robin.post('~/conversations/1/toggle_status', { status: 'open' })
  expect(body.payload).toMatchObject({ success: true, current_status: 'open' })
  const after = (await ada.get('~/conversations/1')).body
  expect(after.waiting_since).toBeGreaterThan(0)
  expect(after.meta.assignee).toBeUndefined()
  const lines = (await ada.get('~/conversations/1/messages')).body.payload
  expect(lines.at(-1).content).toBe('Robin handed the conversation to the agents')
  const { rows } = await desk.database.pool.query("select actor from events where type = 'conversation.bot_handoff'")
  expect(rows).toEqual([{ actor: { kind: 'bot', botId: robin.id } }])
  await robin.post('~/conversations/1/toggle_status', { status: 'open' })
  const again = await desk.database.pool.query("select 1 from events where type = 'conversation.bot_handoff'")
  expect(again.rowCount).toBe(1)
})

test('an agent who opens a pending conversation takes it, which is no hand-off', async () => {
  const { desk, ada, inbox, mo } = await aNightShift()
  const ben = await anAgent(desk.app, ada, { name: 'Ben', inboxIds: [inbox.id] })
  await mo.writes('Hello')
  await ben.post('~/conversations/1/toggle_status', { status: 'open' })
  expect((await ada.get('~/conversations/1')).body.meta.assignee.id).toBe(ben.user.id)
  const { rowCount } = await desk.database.pool.query("select 1 from events where type = 'conversation.bot_handoff'")
  expect(rowCount).toBe(0)
})

test('everything on the list of contract 2.1 is open to a bot', async () => {
  const { ada, inbox, mo, robin } = await aNightShift()
  await mo.writes('Hello')
  const { meta } = (await robin.get('~/conversations/1')).body
  const made = await robin.post('~/conversations', {
    inbox_id: inbox.id,
    contact_id: meta.sender.id,
    message: { content: 'Hi' },
  })
  expect(made.body).toMatchObject({ id: 2, status: 'pending', messages: [{ sender: { type: 'agent_bot' } }] })
  expect((await robin.patch('~/conversations/1', { priority: 'high' })).body.priority).toBe('high')
  expect((await robin.post('~/conversations/1/toggle_priority', { priority: 'low' })).status).toBe(200)
  expect((await robin.post('~/conversations/1/toggle_typing_status', { typing_status: 'on' })).status).toBe(200)
  const attributes = { custom_attributes: { plan: 'gold' } }
  expect((await robin.post('~/conversations/1/custom_attributes', attributes)).body).toEqual(attributes)
  const assigned = await robin.post('~/conversations/1/assignments', { assignee_id: ada.user.id })
  expect(assigned.body.id).toBe(ada.user.id)
  const lines = (await ada.get('~/conversations/1/messages')).body.payload.map(
    (one: { content: string }) => one.content,
  )
  expect(lines).toContain('Robin set the priority to low')
  expect(lines).toContain('Robin assigned the conversation to Ada')
})

test('a bot has a conversation until somebody else does', async () => {
  const { ada, mo, robin } = await aNightShift()
  await mo.writes('Hello')
  const path = '~/conversations/1/assignments'
  await ada.post(path, { assignee_id: ada.user.id })
  const given = await ada.post(path, { assignee_id: robin.id, assignee_type: 'AgentBot' })
  expect(given.body).toEqual({ id: robin.id, name: 'Robin', description: null, thumbnail: '', bot_type: 'webhook' })
  const { meta } = (await ada.get('~/conversations/1')).body
  expect(meta).toMatchObject({ assignee: { id: robin.id, name: 'Robin' }, assignee_type: 'AgentBot' })
  expect((await ada.get('~/conversations/1/messages')).body.meta.assignee).toMatchObject({ type: 'agent_bot' })
  expect((await ada.post(path, { assignee_id: 0 })).body).toBeNull()
  expect((await ada.get('~/conversations/1')).body.meta.assignee).toBeUndefined()
  await ada.post(path, { assignee_id: robin.id, assignee_type: 'AgentBot' })
  await ada.post(path, { assignee_id: ada.user.id })
  expect((await ada.get('~/conversations/1')).body.meta.assignee_type).toBe('User')
})

test("another account's bot is given nothing and says nothing", async () => {
  const { desk, ada, mo } = await aNightShift()
  await mo.writes('Hello')
  const theirs = await aBot(desk, await anotherCompany(desk))
  const given = await ada.post('~/conversations/1/assignments', { assignee_id: theirs.id, assignee_type: 'AgentBot' })
  expect([given.status, given.body.attributes]).toEqual([422, ['assignee_id']])
  const letter = { content: 'Hi', sender_type: 'AgentBot', sender_id: theirs.id }
  const said = await ada.post('~/conversations/1/messages', letter)
  expect([said.status, said.body.attributes]).toEqual([422, ['sender_id']])
})

test('a member may let a bot speak; a bot speaks for itself only', async () => {
  const { desk, ada, mo, robin } = await aNightShift()
  await mo.writes('Hello')
  const wren = await aBot(desk, ada, { name: 'Wren' })
  const letter = { content: 'Hi', sender_type: 'AgentBot', sender_id: robin.id }
  const said = await ada.post('~/conversations/1/messages', letter)
  expect(said.body.sender).toMatchObject({ id: robin.id, type: 'agent_bot' })
  const mimicked = await wren.post('~/conversations/1/messages', letter)
  expect([mimicked.status, mimicked.body.attributes]).toEqual([422, ['sender_id']])
})

test('agents and the customer hear a bot on the socket by its name and face', async () => {
  const { desk, ada, mo, robin } = await aNightShift()
  await mo.writes('Hello')
  await desk.settle()
  const cable = await aCable(desk)
  const [ear, outside] = [await listenAs(cable, ada), await listenAsVisitor(cable, mo)]
  await robin.post('~/conversations/1/messages', { content: 'Good evening' })
  await robin.post('~/conversations/1/toggle_status', { status: 'open' })
  await settleFor(desk, [ear, outside])
  const created = ear.frames.find(({ event }) => event === 'message.created')
  const face = { id: robin.id, name: 'Robin', avatar_url: '', type: 'agent_bot' }
  expect(created?.data).toMatchObject({ content: 'Good evening', sender: face, performer: face })
  const opened = ear.frames.find(({ event }) => event === 'conversation.status_changed')
  expect(opened?.data).toMatchObject({ status: 'open', performer: face })
  expect(ear.events()).not.toContain('first.reply.created')
  const heard = outside.frames.find(({ event }) => event === 'message.created')
  expect(heard?.data.sender).toEqual(face)
  expect(JSON.stringify(outside.frames)).not.toContain('performer')
})

test("what a removed bot wrote stays, and nobody's name stands over it", async () => {
  const { ada, mo, robin } = await aNightShift()
  await mo.writes('Hello')
  await robin.post('~/conversations/1/messages', { content: 'Good evening' })
  await ada.post('~/conversations/1/assignments', { assignee_id: robin.id, assignee_type: 'AgentBot' })
  await ada.delete(`~/agent_bots/${robin.id}`)
  const thread = (await ada.get('~/conversations/1/messages')).body.payload
  const said = thread.find((one: { content: string }) => one.content === 'Good evening')
  expect(said).not.toHaveProperty('sender')
  expect((await ada.get('~/conversations/1')).body.meta).not.toHaveProperty('assignee')
})

test('a bot reports what came in through an API inbox', async () => {
  const { desk, ada, robin } = await aNightShift()
  const inbox = await anApiInbox(desk)
  const { body } = await ada.post('~/contacts', { name: 'Kim', inbox_id: inbox.id })
  const place = { inbox_id: inbox.id, contact_id: body.payload.contact.id }
  const { body: made } = await robin.post('~/conversations', place)
  const letter = { content: 'Hi there', message_type: 'incoming' }
  const said = await robin.post(`~/conversations/${made.id}/messages`, letter)
  expect(said.body).toMatchObject({ message_type: 0, sender: { type: 'contact' } })
})
