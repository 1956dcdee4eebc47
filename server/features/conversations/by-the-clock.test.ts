import { beforeEach, describe, expect, test } from 'vitest'
import { jobHandlers } from '../../app/job-handlers.ts'
import { assignAllWaitingTask, resolveIdleTask, schedule, wakeOverdueTask } from '../../app/schedule.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { aClient, anApiInbox } from '../../testing/furnished.ts'
import { aVisitor, aWebsite, type TestVisitor } from '../../testing/people.ts'

let desk: TestDesk
let mo: TestVisitor
const one = '~/conversations/1'
const now = async () => (await desk.ada.get(one)).body
const run = async (task: string) => jobHandlers(desk.ports)[task]?.({})

beforeEach(async () => {
  desk = await aDesk()
  const inbox = await aWebsite(desk.ada)
  mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Hello')
})

test('what runs by the clock is entered in the schedule', () => {
  const tasks = Object.fromEntries(schedule.map(({ task, pattern }) => [task, pattern]))
  expect(tasks).toMatchObject({
    [resolveIdleTask]: '*/5 * * * *',
    [wakeOverdueTask]: '*/5 * * * *',
    [assignAllWaitingTask]: '*/30 * * * *',
  })
})

describe('A conversation in which nobody writes any more', () => {
  test('is resolved once it has been still for as long as the account says, with message, label and a line', async () => {
    const settings = {
      auto_resolve_after: 60,
      auto_resolve_message: 'We close this for now',
      auto_resolve_label: 'Quiet',
    }
    expect((await desk.ada.patch('~', settings)).status).toBe(200)
    desk.pass(59 * 60)
    await run(resolveIdleTask)
    expect((await now()).status).toBe('open')
    desk.pass(2 * 60)
    await run(resolveIdleTask)
    await run(resolveIdleTask)
    expect(await now()).toMatchObject({ status: 'resolved', labels: ['quiet'] })
    const { payload } = (await desk.ada.get(`${one}/messages`)).body
    const told = payload.map((line: { content: string; message_type: number }) => [line.message_type, line.content])
    expect(told).toContainEqual([3, 'We close this for now'])
    expect(told.at(-1)).toEqual([2, 'Porchlight resolved the conversation after 60 minutes without a message'])
    expect((await mo.get('/messages')).body.payload.map((line: { content: string }) => line.content)).toEqual([
      'Hello',
      'We close this for now',
    ])
  })

  test('is left alone while the customer waits, if the account says so', async () => {
    await desk.ada.patch('~', { auto_resolve_after: 10, auto_resolve_ignore_waiting: true })
    desk.pass(11 * 60)
    await run(resolveIdleTask)
    expect((await now()).status).toBe('open')
    await desk.ada.post(`${one}/messages`, { content: 'Hi' })
    desk.pass(11 * 60)
    await run(resolveIdleTask)
    expect((await now()).status).toBe('resolved')
  })

  test('stays as it is when the account says nothing, or takes it back', async () => {
    desk.pass(1_000_000)
    await run(resolveIdleTask)
    expect((await now()).status).toBe('open')
    await desk.ada.patch('~', { auto_resolve_after: 10 })
    await desk.ada.patch('~', { auto_resolve_after: null })
    await run(resolveIdleTask)
    expect((await now()).status).toBe('open')
  })

  test('is one of at most a hundred in a round', async () => {
    const columns = `account_id, inbox_id, contact_id, contact_inbox_id, number, last_activity_at`
    const values = `account_id, inbox_id, contact_id, contact_inbox_id, 1000 + g, now() - interval '1 day'`
    await desk.database.pool.query(
      `insert into conversations (${columns}) select ${values} from conversations, generate_series(1, 120) as g`,
    )
    await desk.ada.patch('~', { auto_resolve_after: 60 })
    const open = async () => (await desk.ada.get('~/conversations/meta')).body.meta.all_count
    await run(resolveIdleTask)
    expect(await open()).toBe(21)
    await run(resolveIdleTask)
    expect(await open()).toBe(1)
  })

  const wrong: [string, object, string][] = [
    ['less than ten minutes', { auto_resolve_after: 9 }, 'auto_resolve_after'],
    ['a label of two words', { auto_resolve_label: 'two words' }, 'auto_resolve_label'],
    ['an endless message', { auto_resolve_message: 'x'.repeat(10_001) }, 'auto_resolve_message'],
  ]
  for (const [name, body, field] of wrong) {
    test(`${name}: refused by its field`, async () => {
      const answer = await desk.ada.patch('~', body)
      expect([answer.status, answer.body.attributes]).toEqual([422, [field]])
    })
  }
})

test('a snoozed conversation whose job was lost wakes all the same, and only when it is due', async () => {
  const until = Math.floor(desk.ports.now().getTime() / 1000) + 600
  await desk.ada.post(`${one}/toggle_status`, { status: 'snoozed', snoozed_until: until })
  await desk.database.pool.query('select graphile_worker.remove_job($1)', ['wake:1'])
  await run(wakeOverdueTask)
  expect((await now()).status).toBe('snoozed')
  desk.pass(601)
  await run(wakeOverdueTask)
  expect(await now()).toMatchObject({ status: 'open', snoozed_until: null })
})

test('an API inbox may be answered for as long as its window says after the last message of the customer', async () => {
  const inbox = await anApiInbox(desk, { additional_attributes: { agent_reply_time_window: '24' } })
  const kim = await aClient(desk, inbox.inbox_identifier)
  const canReply = async () => (await desk.ada.get(`~/conversations/${kim.conversation}`)).body.can_reply
  expect(await canReply()).toBe(false)
  await kim.post(`@/conversations/${kim.conversation}/messages`, { content: 'Hello' })
  expect(await canReply()).toBe(true)
  desk.pass(25 * 3600)
  expect(await canReply()).toBe(false)
  await kim.post(`@/conversations/${kim.conversation}/messages`, { content: 'Hello again' })
  expect(await canReply()).toBe(true)
  expect((await now()).can_reply).toBe(true)
})
