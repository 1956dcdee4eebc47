import { expect, test } from 'vitest'
import { aDesk } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite } from '../../testing/people.ts'

test('a customer writes, an agent answers, and each sees what is theirs', async () => {
  const desk = await aDesk()
  const inbox = await aWebsite(desk.ada)
  const mo = await aVisitor(desk.app, inbox.website_token)
  const hello = await mo.writes('Hello')
  expect(hello.status).toBe(200)
  await desk.settle()
  const list = await desk.ada.get('~/conversations?assignee_type=unassigned')
  expect(list.body.data.meta).toMatchObject({ all_count: 1, unassigned_count: 1, mine_count: 0 })
  const [conversation] = list.body.data.payload
  expect(conversation).toMatchObject({ id: 1, status: 'open', unread_count: 1 })
  await desk.ada.post('~/conversations/1/messages', { content: 'Hi Mo' })
  await desk.ada.post('~/conversations/1/messages', { content: 'He writes often', private: true })
  const thread = await mo.get('/messages')
  expect(thread.body.payload.map((message: { content: string }) => message.content)).toEqual(['Hello', 'Hi Mo'])
})

test('a customer reply reopens a resolved conversation', async () => {
  const desk = await aDesk()
  const inbox = await aWebsite(desk.ada)
  const mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Hello')
  await desk.ada.post('~/conversations/1/toggle_status', { status: 'resolved' })
  await mo.writes('One more thing')
  const { body } = await desk.ada.get('~/conversations/1')
  expect(body.status).toBe('open')
})

test('an agent outside the inbox cannot see its conversations', async () => {
  const desk = await aDesk()
  const inbox = await aWebsite(desk.ada)
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben' })
  const mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Hello')
  expect((await ben.get('~/conversations/1')).status).toBe(404)
  expect((await ben.get('~/conversations')).body.data.payload).toEqual([])
})
