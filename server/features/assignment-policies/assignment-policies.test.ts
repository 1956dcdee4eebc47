import { beforeAll, expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { aWebsite, type TestAgent } from '../../testing/people.ts'

const desk = aDeskForAll()
let zoe: TestAgent
let inboxId: number

beforeAll(async () => {
  zoe = await anotherCompany(desk())
  inboxId = (await aWebsite(desk().ada)).id
})

const create = (body: object) => desk().ada.post('~/assignment_policies', body)

test('a policy begins with the usual, is changed, listed and removed', async () => {
  const made = await create({ assignment_policy: { name: 'Fair' } })
  expect(made.body).toMatchObject({
    name: 'Fair',
    assignment_order: 'round_robin',
    conversation_priority: 'earliest_created',
    fair_distribution_limit: 100,
    fair_distribution_window: 3600,
    enabled: true,
    assigned_inbox_count: 0,
  })
  const path = `~/assignment_policies/${made.body.id}`
  const changes = { conversation_priority: 'longest_waiting', fair_distribution_limit: '5', enabled: false }
  const changed = await desk().ada.patch(path, changes)
  expect(changed.body).toMatchObject({ ...changes, fair_distribution_limit: 5, name: 'Fair' })
  expect((await desk().ada.get('~/assignment_policies')).body).toContainEqual(changed.body)
  expect((await desk().ada.get(path)).body).toEqual(changed.body)
  expect((await desk().ada.delete(path)).body).toEqual({})
  expect((await desk().ada.get(path)).status).toBe(404)
})

test('an inbox follows one policy, which counts it', async () => {
  const [one, two] = [(await create({ name: 'One' })).body, (await create({ name: 'Two' })).body]
  const path = `~/inboxes/${inboxId}/assignment_policy`
  expect((await desk().ada.get(path)).status).toBe(404)
  expect((await desk().ada.delete(path)).status).toBe(404)
  await desk().ada.post(path, { assignment_policy_id: one.id })
  const followed = await desk().ada.post(path, { assignment_policy_id: two.id })
  expect(followed.body).toMatchObject({ id: two.id, assigned_inbox_count: 1 })
  expect((await desk().ada.get(path)).body).toEqual(followed.body)
  const { inboxes } = (await desk().ada.get(`~/assignment_policies/${two.id}/inboxes`)).body
  expect(inboxes.map((inbox: { id: number }) => inbox.id)).toEqual([inboxId])
  expect((await desk().ada.get(`~/assignment_policies/${one.id}/inboxes`)).body).toEqual({ inboxes: [] })
  expect((await desk().ada.delete(path)).body).toEqual({})
  await desk().ada.post(path, { assignment_policy_id: one.id })
  await desk().ada.delete(`~/assignment_policies/${one.id}`)
  expect((await desk().ada.get(path)).status).toBe(404)
})

const refusals: [string, object, string][] = [
  ['no name', { name: ' ' }, 'name'],
  ['an order that is none', { assignment_order: 'balanced' }, 'assignment_order'],
  ['a priority that is none', { conversation_priority: 'loudest' }, 'conversation_priority'],
  ['a limit of nothing', { fair_distribution_limit: 0 }, 'fair_distribution_limit'],
  ['a window that is none', { fair_distribution_window: 'long' }, 'fair_distribution_window'],
]

for (const [what, body, field] of refusals) {
  test(`a policy with ${what} is refused by the field`, async () => {
    const answer = await create({ name: 'Wrong', ...body })
    expect([answer.status, answer.body.attributes]).toEqual([422, [field]])
  })
}

test('a name is had once per account', async () => {
  const { id } = (await create({ name: 'Slow' })).body
  expect((await create({ name: 'Slow' })).body.attributes).toEqual(['name'])
  const other = await create({ name: 'Quick' })
  expect((await desk().ada.patch(`~/assignment_policies/${other.body.id}`, { name: 'Slow' })).status).toBe(422)
  expect((await desk().ada.patch(`~/assignment_policies/${id}`, { name: 'Slow' })).status).toBe(200)
  expect((await zoe.post('~/assignment_policies', { name: 'Slow' })).status).toBe(200)
})

test('policies and inboxes of one account are not to be had in another', async () => {
  const ours = (await create({ name: 'Ours' })).body
  const theirs = (await zoe.post('~/assignment_policies', { name: 'Theirs' })).body
  expect((await zoe.get(`~/assignment_policies/${ours.id}`)).status).toBe(404)
  expect((await zoe.get(`~/assignment_policies/${ours.id}/inboxes`)).status).toBe(404)
  expect((await zoe.patch(`~/assignment_policies/${ours.id}`, { name: 'x' })).status).toBe(404)
  expect((await zoe.delete(`~/assignment_policies/${ours.id}`)).status).toBe(404)
  const path = `~/inboxes/${inboxId}/assignment_policy`
  expect((await zoe.post(path, { assignment_policy_id: theirs.id })).status).toBe(404)
  expect((await desk().ada.post(path, { assignment_policy_id: theirs.id })).status).toBe(404)
})
