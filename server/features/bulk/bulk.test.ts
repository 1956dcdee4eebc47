import { beforeEach, expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { furnish, type Furnished } from '../../testing/furnished.ts'
import { aTeam } from '../../testing/teams.ts'
import { aVisitor, type TestAgent } from '../../testing/people.ts'
import { runBatch } from './index.ts'

let desk: TestDesk
let at: Furnished
let numbers: number[]

beforeEach(async () => {
  desk = await aDesk()
  at = await furnish(desk)
  numbers = [at.conversation]
  for (const name of ['Lu', 'Jo']) {
    const { body } = await (await aVisitor(desk.app, at.website.website_token)).writes(name)
    numbers.push(body.conversation_id)
  }
})

async function bulk(who: TestAgent, body: object) {
  const answer = await who.post('~/bulk_actions', { type: 'Conversation', ids: numbers, ...body })
  await desk.settle()
  return answer
}

const shown = async (who: TestAgent = desk.ada) =>
  Promise.all(numbers.map(async (number) => (await who.get(`~/conversations/${number}`)).body))

test('many conversations are assigned, labelled and resolved on behalf of who asked', async () => {
  const fields = { status: 'resolved', assignee_id: at.ines.user.id }
  const answer = await bulk(at.ines, { fields, labels: { add: ['VIP'] } })
  expect([answer.status, answer.body]).toEqual([200, {}])
  for (const one of await shown()) {
    expect(one).toMatchObject({ status: 'resolved', labels: ['vip'], meta: { assignee: { id: at.ines.user.id } } })
  }
  const { body } = await desk.ada.get(`~/conversations/${numbers[0]}/messages`)
  expect(body.payload.map((line: { content: string }) => line.content)).toContain('Ines resolved the conversation')
  await bulk(at.ines, { fields: { status: 'open', assignee_id: 'nil' }, labels: { remove: ['vip'] } })
  for (const one of await shown()) {
    expect(one).toMatchObject({ status: 'open', labels: [] })
    expect(one.meta).not.toHaveProperty('assignee')
  }
})

test('many conversations are given to a team, which gives them to its members, and are taken from it', async () => {
  const team = await aTeam(desk.ada, 'sales', [at.ines])
  await bulk(desk.ada, { fields: { team_id: team.id } })
  for (const one of await shown()) {
    expect(one.meta).toMatchObject({ team: { id: team.id }, assignee: { id: at.ines.user.id } })
  }
  // Whoever is named wins over the team's turn.
  await bulk(desk.ada, { fields: { team_id: 'nil', assignee_id: desk.ada.user.id } })
  for (const one of await shown()) {
    expect(one.meta).toMatchObject({ assignee: { id: desk.ada.user.id } })
    expect(one.meta).not.toHaveProperty('team')
  }
})

test('the priority of many is set and taken away', async () => {
  await bulk(at.ines, { fields: { priority: 'urgent' } })
  for (const one of await shown()) expect(one.priority).toBe('urgent')
  await bulk(at.ines, { fields: { priority: null } })
  for (const one of await shown()) expect(one.priority).toBeNull()
  expect((await bulk(at.ines, { fields: { priority: 'huge' } })).body.attributes).toEqual(['fields.priority'])
})

test('snoozing many at once wakes them all at their time', async () => {
  const until = Math.floor(desk.ports.now().getTime() / 1000) + 3600
  await bulk(at.ines, { fields: { status: 'snoozed' }, snoozed_until: until })
  for (const one of await shown()) {
    expect(one).toMatchObject({ status: 'snoozed', snoozed_until: new Date(until * 1000).toISOString() })
  }
  const past = await bulk(at.ines, { fields: { status: 'snoozed' }, snoozed_until: 1 })
  expect([past.status, past.body.attributes]).toEqual([422, ['snoozed_until']])
})

test('what somebody may not see is left out, whatever they ask for', async () => {
  expect((await bulk(at.otto, { fields: { status: 'resolved' } })).status).toBe(200)
  const zoe = await anotherCompany(desk)
  expect((await bulk(zoe, { fields: { status: 'resolved' }, action_name: 'delete' })).status).toBe(200)
  for (const one of await shown()) expect(one.status).toBe('open')
  // Kim's conversation is in an inbox that Ines is not in.
  numbers.push(at.kim.conversation)
  await bulk(at.ines, { fields: { status: 'resolved' } })
  const statuses = (await shown()).map((one) => one.status)
  expect(statuses).toEqual(['resolved', 'resolved', 'resolved', 'open'])
})

test('one conversation that refuses does not hold up the others, and stays as it was', async () => {
  numbers.unshift(at.kim.conversation, 999_999)
  // Ines may be given the website's conversations only.
  await bulk(desk.ada, { fields: { assignee_id: at.ines.user.id }, labels: { add: ['seen'] } })
  const [kims, , ...others] = await shown()
  expect(kims).toMatchObject({ labels: [] })
  for (const one of others) expect(one).toMatchObject({ labels: ['seen'], meta: { assignee: { id: at.ines.user.id } } })
})

test('only administrators delete, and what is deleted is gone', async () => {
  expect((await bulk(at.ines, { action_name: 'delete' })).status).toBe(401)
  expect((await shown()).every((one) => one.id)).toBe(true)
  expect((await bulk(desk.ada, { action_name: 'delete' })).status).toBe(200)
  for (const number of numbers) expect((await desk.ada.get(`~/conversations/${number}`)).status).toBe(404)
})

test('a batch that runs again changes nothing', async () => {
  const nobody = async () => []
  const team = await aTeam(desk.ada, 'sales', [at.ines, desk.ada])
  const assigneeId = at.ines.user.id
  const change = { status: 'resolved', snoozedUntil: null, teamId: team.id, assigneeId, addLabels: ['vip'] }
  const payload = { accountId: desk.accountId, userId: desk.ada.user.id, numbers, change }
  await runBatch(desk.ports, payload, nobody)
  const counted = async () => (await desk.database.pool.query('select count(*)::integer as n from events')).rows[0].n
  const before = await counted()
  await runBatch(desk.ports, payload, nobody)
  expect(await counted()).toBe(before)
})

test('a batch of somebody who has lost their rights meanwhile does nothing', async () => {
  await at.ines.post('~/bulk_actions', { type: 'Conversation', ids: numbers, fields: { status: 'resolved' } })
  await desk.ada.delete(`~/agents/${at.ines.user.id}`)
  await desk.settle()
  for (const one of await shown()) expect(one.status).toBe('open')
})

test('more than a batch is done in several', async () => {
  const spread = [...numbers, ...Array.from({ length: 250 }, (_, index) => 10_000 + index)]
  await desk.ada.post('~/bulk_actions', { type: 'Conversation', ids: spread, fields: { status: 'resolved' } })
  const { rows } = await desk.database.pool.query(
    "select count(*)::integer as n from graphile_worker.jobs where task_identifier = 'bulk-change'",
  )
  expect(rows[0].n).toBe(3)
  await desk.settle()
  for (const one of await shown()) expect(one.status).toBe('resolved')
})

test('what cannot be meant is refused by its name before anything is queued', async () => {
  const theirs = await aTeam(await anotherCompany(desk), 'theirs')
  const wrong: [object, string[]][] = [
    [{ ids: [] }, ['ids']],
    [{ ids: ['x'] }, ['ids.0']],
    [{ fields: { status: 'gone' } }, ['fields.status']],
    [{ fields: { assignee_id: 999_999 } }, ['fields.assignee_id']],
    [{ fields: { team_id: 999_999 } }, ['fields.team_id']],
    [{ fields: { team_id: theirs.id } }, ['fields.team_id']],
    [{ labels: { add: ['x'.repeat(300)] } }, ['labels']],
    [{ action_name: 'explode' }, ['action_name']],
    [{ type: 'Contact', labels: { add: ['  '] } }, ['labels.add']],
  ]
  for (const [body, attributes] of wrong) {
    const answer = await desk.ada.post('~/bulk_actions', { type: 'Conversation', ids: numbers, ...body })
    expect([answer.status, answer.body.attributes]).toEqual([422, attributes])
  }
  const unknown = await desk.ada.post('~/bulk_actions', { type: 'Inbox', ids: numbers })
  expect([unknown.status, unknown.body.success]).toEqual([422, false])
  const { rows } = await desk.database.pool.query(
    "select count(*)::integer as n from graphile_worker.jobs where task_identifier = 'bulk-change'",
  )
  expect(rows[0].n).toBe(0)
})
