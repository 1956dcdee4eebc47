import { expect, test, vi } from 'vitest'
import { aDesk } from '../../testing/desk.ts'
import { aVisitor, aWebsite } from '../../testing/people.ts'

const patiently = { timeout: 10_000, interval: 20 }

test('what was still to be done in a removed inbox is let go, not tried for days', async () => {
  const desk = await aDesk()
  const website = await aWebsite(desk.ada, { greeting_enabled: true, greeting_message: 'Welcome!' })
  const mo = await aVisitor(desk.app, website.website_token)
  const { body } = await mo.writes('Hello')
  const one = `~/conversations/${body.conversation_id}`
  desk.pass(-7200)
  const until = Math.floor(desk.ports.now().getTime() / 1000) + 60
  const snooze = { status: 'snoozed', snoozed_until: until }
  expect((await desk.ada.post(`${one}/toggle_status`, snooze)).status).toBe(200)
  desk.pass(7200)
  expect((await desk.ada.delete(`~/inboxes/${website.id}`)).status).toBe(200)
  await desk.settle()
  // The queue crosses a finished job off in a statement of its own.
  await vi.waitFor(async () => {
    const { rows } = await desk.database.pool.query('select last_error from graphile_worker.jobs')
    expect(rows).toEqual([])
  }, patiently)
  expect((await desk.ada.get(one)).status).toBe(404)
  expect((await mo.get('/messages')).status).toBe(404)
})
