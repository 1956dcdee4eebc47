import { expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDesk } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite, callerOf } from '../../testing/people.ts'

const none = {
  dismissed: false,
  website_made: false,
  seen_inbox_ids: [],
  message_came: false,
  reply_sent: false,
  agent_invited: false,
}

test('each first step is taken by doing it, and another company has its own', async () => {
  const desk = await aDesk()
  const zoe = await anotherCompany(desk)
  const steps = async () => (await desk.ada.get('~/first_steps')).body
  expect(await steps()).toEqual(none)
  const website = await aWebsite(desk.ada)
  expect(await steps()).toEqual({ ...none, website_made: true })
  const opening = await callerOf(desk.app).get(`/widget?website_token=${website.website_token}`)
  expect(opening.status).toBe(200)
  expect((await steps()).seen_inbox_ids).toEqual([website.id])
  const mo = await aVisitor(desk.app, website.website_token)
  await mo.writes('Hello')
  expect(await steps()).toMatchObject({ message_came: true, reply_sent: false })
  await desk.ada.post('~/conversations/1/messages', { content: 'Hi' })
  await desk.settle()
  expect(await steps()).toMatchObject({ reply_sent: true, agent_invited: false })
  await anAgent(desk.app, desk.ada, { name: 'Ben' })
  expect(await steps()).toMatchObject({ agent_invited: true })
  expect((await zoe.get('~/first_steps')).body).toEqual(none)
})

test('the list of first steps is put away for the whole account, and comes back', async () => {
  const desk = await aDesk()
  expect((await desk.ada.patch('~/first_steps', { dismissed: 'true' })).body.dismissed).toBe(true)
  expect((await desk.ada.get('~/first_steps')).body.dismissed).toBe(true)
  expect((await desk.ada.patch('~/first_steps', { dismissed: false })).body.dismissed).toBe(false)
  const answer = await desk.ada.patch('~/first_steps', { dismissed: 'perhaps' })
  expect([answer.status, answer.body.attributes]).toEqual([422, ['dismissed']])
})
