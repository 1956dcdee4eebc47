import { beforeEach, describe, expect, test } from 'vitest'
import { jobHandlers } from '../../app/job-handlers.ts'
import { sweepNotificationsTask, wakeOverdueTask } from '../../app/schedule.ts'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite, type TestAgent, type TestVisitor } from '../../testing/people.ts'
import { countQueries } from '../../testing/query-count.ts'

let desk: TestDesk
let ben: TestAgent
let mo: TestVisitor

beforeEach(async () => {
  desk = await aDesk()
  const inbox = await aWebsite(desk.ada)
  ben = await anAgent(desk.app, desk.ada, { name: 'Ben', inboxIds: [inbox.id] })
  mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Hello')
  await desk.ada.post('~/conversations/1/assignments', { assignee_id: ben.user.id })
  await desk.settle()
})

async function list(query = '', who = ben) {
  const { status, body } = await who.get(`~/notifications?${query}`)
  expect(status).toBe(200)
  return body.data
}
const idOfFirst = async () => (await list('includes[]=read&includes[]=snoozed')).payload[0].id
const unread = async () => (await ben.get('~/notifications/unread_count')).body

async function written(times: number) {
  for (let turn = 1; turn <= times; turn += 1) {
    desk.pass(10)
    await mo.writes(`Message ${turn}`)
  }
  await desk.settle()
}

describe('The list', () => {
  test('has the unread ones by fifteen, the latest first, and the read ones when asked', async () => {
    await written(16)
    const first = await list()
    expect(first.meta).toEqual({ unread_count: 17, count: 17, current_page: 1 })
    expect(first.payload).toHaveLength(15)
    expect(first.payload[0].push_message_body).toBe('Message 16')
    const second = await list('page=2')
    expect(second.payload.map((row: { notification_type: string }) => row.notification_type)).toEqual([
      'assigned_conversation_new_message',
      'conversation_assignment',
    ])
    expect((await list('sort_order=asc')).payload[0].notification_type).toBe('conversation_assignment')
    await ben.patch(`~/notifications/${first.payload[0].id}`)
    expect((await list()).meta).toMatchObject({ unread_count: 16, count: 16 })
    expect((await list('includes[]=read')).meta).toMatchObject({ unread_count: 16, count: 17 })
  })

  test('takes as many queries for fifteen as for one', async () => {
    const few = await countQueries(() => list())
    await written(14)
    expect(await countQueries(() => list())).toBe(few)
  })

  test('refuses what it does not understand', async () => {
    for (const query of ['page=0', 'page=x', 'sort_order=sideways']) {
      expect((await ben.get(`~/notifications?${query}`)).status).toBe(422)
    }
  })

  test("is one's own: neither a colleague nor another company sees or changes it", async () => {
    const id = await idOfFirst()
    const zoe = await anotherCompany(desk)
    for (const other of [desk.ada, zoe]) {
      expect((await list('includes[]=read', other)).payload).toEqual([])
      expect((await other.get('~/notifications/unread_count')).body).toBe(0)
      expect((await other.patch(`~/notifications/${id}`)).status).toBe(404)
      expect((await other.post(`~/notifications/${id}/unread`)).status).toBe(404)
      expect((await other.post(`~/notifications/${id}/snooze`, { snoozed_until: 4_000_000_000 })).status).toBe(404)
      expect((await other.delete(`~/notifications/${id}`)).status).toBe(404)
      await other.post('~/notifications/read_all')
      await other.post('~/notifications/destroy_all', { type: 'all' })
    }
    expect(await unread()).toBe(1)
  })

  test('speaks the language that its owner has chosen', async () => {
    await ben.put('/api/v1/profile', { profile: { ui_settings: { locale: 'de' } } })
    expect((await list()).payload[0].push_message_title).toBe('Unterhaltung #1 gehört jetzt Ihnen')
  })
})

describe('Reading', () => {
  test('one and wanting it back', async () => {
    const id = await idOfFirst()
    const read = await ben.patch(`~/notifications/${id}`)
    expect(read.body).toMatchObject({ id, primary_actor_id: 1, read_at: expect.any(String) })
    expect(await unread()).toBe(0)
    expect((await ben.post(`~/notifications/${id}/unread`)).body.read_at).toBeNull()
    expect(await unread()).toBe(1)
  })

  test('all, or those of one conversation by its number', async () => {
    await written(2)
    await ben.post('~/notifications/read_all', { primary_actor_type: 'Conversation', primary_actor_id: 99 })
    expect(await unread()).toBe(3)
    await ben.post('~/notifications/read_all', { primary_actor_type: 'Conversation', primary_actor_id: '1' })
    expect(await unread()).toBe(0)
    await written(1)
    await ben.post('~/notifications/read_all')
    expect(await unread()).toBe(0)
    const wrong = await ben.post('~/notifications/read_all', { primary_actor_id: 'one' })
    expect([wrong.status, wrong.body.attributes]).toEqual([422, ['primary_actor_id']])
  })

  test('a conversation reads its notifications, and those of no colleague', async () => {
    await desk.ada.post('~/conversations/1/participants', { user_ids: [desk.ada.user.id] })
    await written(1)
    await desk.ada.post('~/conversations/1/update_last_seen')
    expect(await unread()).toBe(2)
    expect((await desk.ada.get('~/notifications/unread_count')).body).toBe(0)
    await ben.post('~/conversations/1/update_last_seen')
    expect(await unread()).toBe(0)
  })
})

describe('Snoozing', () => {
  const soon = () => Math.floor(desk.ports.now().getTime() / 1000) + 600

  test('hides a notification until its time, when it comes back unread', async () => {
    const id = await idOfFirst()
    await ben.patch(`~/notifications/${id}`)
    const until = soon()
    const { body } = await ben.post(`~/notifications/${id}/snooze`, { snoozed_until: until })
    expect(body.snoozed_until).toBe(new Date(until * 1000).toISOString())
    expect((await list('includes[]=read')).payload).toEqual([])
    expect((await list('includes[]=read&includes[]=snoozed')).payload).toHaveLength(1)
    await desk.settle()
    expect(await unread()).toBe(0)
    desk.pass(700)
    await jobHandlers(desk.ports)[wakeOverdueTask]?.({})
    const [back] = (await list()).payload
    expect(back).toMatchObject({ id, read_at: null, snoozed_until: null, last_activity_at: until })
    expect(back.meta).toEqual({ last_snoozed_at: new Date(until * 1000).toISOString() })
  })

  test('again moves the moment: the earlier one passes without effect', async () => {
    const id = await idOfFirst()
    const first = await ben.post(`~/notifications/${id}/snooze`, { snoozed_until: soon() })
    await ben.post(`~/notifications/${id}/snooze`, { snoozed_until: soon() + 3600 })
    const payload = { accountId: desk.accountId, notificationId: id, until: first.body.snoozed_until }
    await jobHandlers(desk.ports)['wake-notification']?.(payload)
    expect(await unread()).toBe(0)
  })

  test('needs a moment that is to come', async () => {
    const id = await idOfFirst()
    for (const snoozed_until of [undefined, null, 'soon', 1, 1e15]) {
      const { status, body } = await ben.post(`~/notifications/${id}/snooze`, { snoozed_until })
      expect([status, body.attributes]).toEqual([422, ['snoozed_until']])
    }
    expect(await unread()).toBe(1)
  })
})

describe('Removing', () => {
  test('one, those that are read, or all', async () => {
    await written(3)
    await ben.patch(`~/notifications/${await idOfFirst()}`)
    expect((await ben.post('~/notifications/destroy_all', { type: 'some' })).status).toBe(422)
    await ben.post('~/notifications/destroy_all', { type: 'read' })
    expect((await list('includes[]=read')).meta.count).toBe(3)
    const id = await idOfFirst()
    expect((await ben.delete(`~/notifications/${id}`)).status).toBe(200)
    expect((await ben.delete(`~/notifications/${id}`)).status).toBe(404)
    expect(await unread()).toBe(2)
    await ben.post('~/notifications/destroy_all', { type: 'all' })
    expect((await list('includes[]=read&includes[]=snoozed')).meta.count).toBe(0)
  })

  test('what is older than a month goes by itself, and what somebody has beyond three hundred', async () => {
    await written(2)
    const { db } = desk.ports
    const [row] = await db.selectFrom('notifications').selectAll().orderBy('id').execute()
    if (!row) throw new Error('There is a notification')
    const { id: _id, message_id: _message, ...like } = row
    const more = Array.from({ length: 310 }, (_, index) => ({
      ...like,
      meta: '{}',
      event_id: 1_000_000 + index,
      last_activity_at: new Date(desk.ports.now().getTime() + index),
    }))
    await db.insertInto('notifications').values(more).execute()
    const sweep = () => jobHandlers(desk.ports)[sweepNotificationsTask]?.({})
    await sweep()
    expect(await unread()).toBe(300)
    const least = await db
      .selectFrom('notifications')
      .select((eb) => eb.fn.min('event_id').as('least'))
      .executeTakeFirst()
    expect(least?.least).toBe(1_000_010)
    desk.pass(31 * 86_400)
    await sweep()
    expect(await unread()).toBe(0)
    expect(await db.selectFrom('notifications').select('id').execute()).toEqual([])
  })

  test('what went with its inbox is swept away', async () => {
    await desk.ports.db.deleteFrom('conversations').execute()
    await jobHandlers(desk.ports)[sweepNotificationsTask]?.({})
    expect(await desk.ports.db.selectFrom('notifications').select('id').execute()).toEqual([])
  })
})

describe('The settings', () => {
  const path = '~/notification_settings'

  test('begin with what is said to oneself, and are changed by flags', async () => {
    const { body } = await ben.get(path)
    expect(body.selected_push_flags).toEqual([
      'push_conversation_assignment',
      'push_assigned_conversation_new_message',
      'push_conversation_mention',
      'push_participating_conversation_new_message',
    ])
    const changed = await ben.put(path, {
      notification_settings: { selected_email_flags: ['email_conversation_creation'] },
    })
    expect(changed.body).toMatchObject({
      selected_email_flags: ['email_conversation_creation'],
      selected_push_flags: body.selected_push_flags,
    })
    await ben.patch(path, { selected_push_flags: [] })
    expect((await ben.get(path)).body).toMatchObject({
      id: body.id,
      selected_email_flags: ['email_conversation_creation'],
      selected_push_flags: [],
    })
    expect((await desk.ada.get(path)).body.selected_push_flags).toHaveLength(4)
  })

  test('take no flag that does not exist', async () => {
    for (const flags of [['push_everything'], ['email_conversation_mention'], [7], 'x', [{}]]) {
      expect((await ben.patch(path, { selected_push_flags: flags })).status).toBe(422)
    }
    expect((await ben.get(path)).body.selected_push_flags).toHaveLength(4)
  })

  test('of a person in two accounts are two', async () => {
    const zoe = await anotherCompany(desk)
    await zoe.patch(path, { selected_push_flags: [] })
    expect((await ben.get(path)).body.selected_push_flags).toHaveLength(4)
    expect((await zoe.get(path)).body.account_id).not.toBe(desk.accountId)
  })
})
