import { expect, test } from 'vitest'
import { jobHandlers } from '../../app/job-handlers.ts'
import { reactTask } from '../../platform/events/number-events.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { aClient, anApiInbox } from '../../testing/furnished.ts'
import { aVisitor, aWebsite, type Answer, type TestVisitor } from '../../testing/people.ts'

const never = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, closed_all_day: true }))
const away = { working_hours_enabled: true, working_hours: never, out_of_office_message: 'We sleep' }
const greeting = { greeting_enabled: true, greeting_message: 'Welcome' }
const DAY = 24 * 3600

interface Line {
  content: string
  content_type: string
  id: number
}

async function aScene(settings: object) {
  const desk = await aDesk()
  const inbox = await aWebsite(desk.ada, settings)
  // Noon, so that five minutes later is the same day.
  desk.pass((12 * 3600 - (Math.floor(Date.now() / 1000) % DAY) + DAY) % DAY)
  const mo = await aVisitor(desk.app, inbox.website_token)
  return { desk, mo, inbox, says: (text: string) => mo.writes(text).then(() => desk.settle()) }
}

async function lines(mo: TestVisitor): Promise<string[]> {
  return (await mo.get('/messages')).body.payload.map((line: Line) => line.content)
}

test('who writes while the inbox is closed is told so, once a day', async () => {
  const { desk, mo, says } = await aScene(away)
  await says('Hello')
  await says('Anybody?')
  expect(await lines(mo)).toEqual(['Hello', 'We sleep', 'Anybody?'])
  desk.pass(DAY)
  await says('And today?')
  expect((await lines(mo)).slice(-2)).toEqual(['And today?', 'We sleep'])
})

test('who was answered by an agent in the last five minutes is not told that nobody is there', async () => {
  const { desk, mo, says } = await aScene({ ...away, working_hours_enabled: false })
  await says('Hello')
  await desk.ada.post('~/conversations/1/messages', { content: 'Hi' })
  await desk.ada.patch(`~/inboxes/${(await desk.ada.get('~/conversations/1')).body.inbox_id}`, {
    working_hours_enabled: true,
  })
  desk.pass(4 * 60)
  await says('Thanks')
  expect(await lines(mo)).toEqual(['Hello', 'Hi', 'Thanks'])
  desk.pass(2 * 60)
  await says('One more thing')
  expect((await lines(mo)).slice(-2)).toEqual(['One more thing', 'We sleep'])
})

test('an inbox that is open says nothing of hours, and a greeting follows no other template', async () => {
  const { desk, mo, inbox, says } = await aScene({ ...away, ...greeting })
  await says('Hello')
  expect(await lines(mo)).toEqual(['Hello', 'We sleep'])
  const always = never.map(({ day_of_week }) => ({ day_of_week, open_all_day: true }))
  await desk.ada.patch(`~/inboxes/${inbox.id}`, { working_hours: always })
  const lu = await aVisitor(desk.app, inbox.website_token)
  await lu.writes('Good day')
  await lu.writes('Me again')
  await desk.settle()
  expect(await lines(lu)).toEqual(['Good day', 'Me again', 'Welcome'])
})

test('two messages at once, and a reaction that runs twice, get each answer once', async () => {
  const { desk, mo } = await aScene({ ...greeting, enable_email_collect: true })
  await mo.writes('Hello')
  await Promise.all(['One', 'Two', 'Three'].map((text) => mo.writes(text)))
  const events = await desk.ports.db.selectFrom('events').select('id').where('type', '=', 'message.created').execute()
  const react = jobHandlers(desk.ports)[reactTask]
  const run = async (id: number) => react?.({ eventId: id, subscribers: ['answer-with-templates'] })
  await Promise.all([...events, ...events].map(({ id }) => run(id)))
  await desk.settle()
  const templates = (await mo.get('/messages')).body.payload.filter(
    (line: { message_type: number }) => line.message_type === 3,
  )
  expect(templates.map((line: Line) => line.content_type)).toEqual(['text', 'input_email'])
})

test('a visitor without an address is asked for it once, and the answer stays with the question and the contact', async () => {
  const { desk, mo, says } = await aScene({ enable_email_collect: true })
  await says('Hello')
  await says('Hello?')
  const { body } = await mo.get('/messages')
  const questions = body.payload.filter((line: Line) => line.content_type === 'input_email')
  expect(questions).toHaveLength(1)
  const path = `/messages/${questions[0].id}`
  expect((await mo.patch(path, { contact: { email: 'nowhere' } })).status).toBe(422)
  const answered = await mo.patch(path, { contact: { email: 'mo@home.example' } })
  expect([answered.status, answered.body]).toEqual([200, { contact: { email: 'mo@home.example' } }])
  const { payload } = (await desk.ada.get('~/conversations/1/messages')).body
  const question = payload.find((line: Line) => line.id === questions[0].id)
  expect(question.content_attributes).toEqual({ submitted_email: 'mo@home.example' })
  const { meta } = (await desk.ada.get('~/conversations/1')).body
  expect(meta.sender.email).toBe('mo@home.example')
})

test("another visitor's question cannot be answered", async () => {
  const { desk, mo, inbox, says } = await aScene({ enable_email_collect: true })
  await says('Hello')
  const { body } = await mo.get('/messages')
  const lu = await aVisitor(desk.app, inbox.website_token)
  await lu.writes('Hi')
  const answer = await lu.patch(`/messages/${body.payload[1].id}`, { contact: { email: 'lu@home.example' } })
  expect(answer.status).toBe(404)
})

test('nobody is asked who said their address, or who writes through an API inbox', async () => {
  const { desk, inbox } = await aScene({ enable_email_collect: true })
  const lu = await aVisitor(desk.app, inbox.website_token)
  await lu.post('/conversations', { contact: { email: 'lu@home.example' }, message: { content: 'Hello' } })
  const api = await anApiInbox(desk)
  await desk.ada.patch(`~/inboxes/${api.id}`, { enable_email_collect: true, ...greeting })
  const kim = await aClient(desk, api.inbox_identifier)
  await kim.post(`@/conversations/${kim.conversation}/messages`, { content: 'Hello' })
  await desk.settle()
  expect(await lines(lu)).toEqual(['Hello'])
  const thread: Answer = await kim.get(`@/conversations/${kim.conversation}/messages`)
  expect(thread.body.map((line: Line) => line.content)).toEqual(['Hello', 'Welcome'])
})

test('a blocked customer and a machine are answered by nothing', async () => {
  const { desk, mo, says } = await aScene({ ...away, ...greeting })
  await desk.ada.patch(`~/inboxes/1`, { working_hours_enabled: false, greeting_enabled: false })
  await says('Hello')
  const { meta } = (await desk.ada.get('~/conversations/1')).body
  await desk.ada.patch(`~/contacts/${meta.sender.id}`, { blocked: true })
  await desk.ada.patch(`~/inboxes/1`, { working_hours_enabled: true })
  await says('Let me in')
  expect(await lines(mo)).toEqual(['Hello', 'Let me in'])
  await desk.ada.patch(`~/contacts/${meta.sender.id}`, { blocked: false })
  await desk.ports.db
    .updateTable('conversations')
    .set({ additional_attributes: JSON.stringify({ auto_reply: true }) })
    .execute()
  await says('I am out of office')
  expect(await lines(mo)).toHaveLength(3)
})

test('an answer that would come late does not come', async () => {
  const { desk, mo } = await aScene(greeting)
  await mo.writes('Hello')
  desk.pass(11 * 60)
  await desk.settle()
  expect(await lines(mo)).toEqual(['Hello'])
})

test('threads speak the language of the account', async () => {
  const { desk, mo, says } = await aScene({ enable_email_collect: true })
  expect((await desk.ada.patch('~', { locale: 'x' })).body.attributes).toEqual(['locale'])
  await desk.ada.patch('~', { locale: 'de' })
  await says('Hallo')
  expect((await lines(mo))[1]).toContain('E-Mail-Adresse')
  const told = async (path: string, body: object) => {
    await desk.ada.post(`~/conversations/1/${path}`, body)
    return lastActivity(desk)
  }
  expect(await told('toggle_priority', { priority: 'urgent' })).toBe('Ada hat die Priorität auf dringend gesetzt')
  expect(await told('assignments', { assignee_id: desk.ada.user.id })).toBe('Ada hat die Unterhaltung übernommen')
  await desk.ada.patch('~', { locale: 'zh_CN' })
  expect(await told('toggle_status', { status: 'resolved' })).toBe('Ada resolved the conversation')
})

async function lastActivity(desk: TestDesk): Promise<string> {
  const { payload } = (await desk.ada.get('~/conversations/1/messages')).body
  return payload.findLast((line: { message_type: number }) => line.message_type === 2).content
}
