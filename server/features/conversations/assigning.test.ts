import { expect, test } from 'vitest'
import { aDeskForAll } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite } from '../../testing/people.ts'

const desk = aDeskForAll()

async function aTalk() {
  const inbox = await aWebsite(desk().ada)
  const mo = await aVisitor(desk().app, inbox.website_token)
  const { body } = await mo.writes('Hello')
  return { inbox, mo, one: `~/conversations/${body.conversation_id}` }
}

async function assigneeOf(one: string) {
  return (await desk().ada.get(one)).body.meta.assignee?.id ?? null
}

test('a conversation is given only to members of its inbox and to administrators', async () => {
  const { inbox, one } = await aTalk()
  const member = await anAgent(desk().app, desk().ada, { name: 'Member', inboxIds: [inbox.id] })
  const outsider = await anAgent(desk().app, desk().ada, { name: 'Outsider' })
  const chief = await anAgent(desk().app, desk().ada, { name: 'Chief', role: 'administrator' })
  for (const taker of [member, chief]) {
    const answer = await desk().ada.post(`${one}/assignments`, { assignee_id: taker.user.id })
    expect(answer.body.id).toBe(taker.user.id)
    expect(await assigneeOf(one)).toBe(taker.user.id)
  }
  for (const assignee_id of [outsider.user.id, 999_999]) {
    const answer = await desk().ada.post(`${one}/assignments`, { assignee_id })
    expect(answer.status).toBe(422)
    expect(answer.body.attributes).toEqual(['assignee_id'])
  }
  expect(await assigneeOf(one)).toBe(chief.user.id)
})

for (const nobody of [null, 0, '', 'null']) {
  test(`assigning to ${JSON.stringify(nobody)} is assigning to nobody`, async () => {
    const { one } = await aTalk()
    await desk().ada.post(`${one}/assignments`, { assignee_id: desk().ada.user.id })
    expect((await desk().ada.post(`${one}/assignments`, { assignee_id: nobody })).body).toBeNull()
    expect(await assigneeOf(one)).toBeNull()
  })
}

test('what a removed agent had belongs to nobody, and the others keep theirs', async () => {
  const { inbox, one } = await aTalk()
  const other = await aTalk()
  const leaver = await anAgent(desk().app, desk().ada, { name: 'Leaver', inboxIds: [inbox.id] })
  await desk().ada.post(`${one}/assignments`, { assignee_id: leaver.user.id })
  await desk().ada.post(`${other.one}/assignments`, { assignee_id: desk().ada.user.id })
  expect((await desk().ada.delete(`~/agents/${leaver.user.id}`)).status).toBe(200)
  await desk().settle()
  expect(await assigneeOf(one)).toBeNull()
  expect(await assigneeOf(other.one)).toBe(desk().ada.user.id)
  expect((await leaver.get('~/conversations')).status).toBe(401)
  const { body } = await desk().ada.get(`${one}/messages`)
  expect(body.payload.at(-1).content).toBe('Porchlight unassigned the conversation')
})

test('an agent who opens a conversation of nobody has it', async () => {
  const { inbox, one } = await aTalk()
  const opener = await anAgent(desk().app, desk().ada, { name: 'Opener', inboxIds: [inbox.id] })
  await desk().ada.post(`${one}/toggle_status`, { status: 'resolved' })
  await opener.post(`${one}/toggle_status`, { status: 'open' })
  expect(await assigneeOf(one)).toBe(opener.user.id)
})

test('two agents who take a conversation at once leave one of them with it, and both are told', async () => {
  const { inbox, one } = await aTalk()
  const [left, right] = [
    await anAgent(desk().app, desk().ada, { name: 'Left', inboxIds: [inbox.id] }),
    await anAgent(desk().app, desk().ada, { name: 'Right', inboxIds: [inbox.id] }),
  ]
  const takes = [left, right].map((who) => who.post(`${one}/assignments`, { assignee_id: who.user.id }))
  const answers = await Promise.all(takes)
  expect(answers.map((answer) => answer.status)).toEqual([200, 200])
  expect([left.user.id, right.user.id]).toContain(await assigneeOf(one))
})
