import { beforeAll, expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { anAgent, type TestAgent } from '../../testing/people.ts'
import { countQueries } from '../../testing/query-count.ts'

const desk = aDeskForAll()
let ben: TestAgent
let cleo: TestAgent

beforeAll(async () => {
  ben = await anAgent(desk().app, desk().ada, { name: 'Ben' })
  cleo = await anAgent(desk().app, desk().ada, { name: 'Cleo' })
})

const actions = [{ action_name: 'assign_agent', action_params: ['self'] }]
const namesOf = async (agent: TestAgent) =>
  (await agent.get('~/macros')).body.payload.map((one: { name: string }) => one.name)

test('a global macro is for everybody, and administrators change it', async () => {
  const made = await desk().ada.post('~/macros', { name: 'Take it', visibility: 'global', actions })
  const { id } = made.body.payload
  expect(made.body.payload).toMatchObject({ visibility: 'global', actions, created_by: { id: desk().ada.user.id } })
  expect((await ben.get(`~/macros/${id}`)).body.payload.name).toBe('Take it')
  expect((await ben.patch(`~/macros/${id}`, { name: 'Mine' })).status).toBe(401)
  expect((await ben.delete(`~/macros/${id}`)).status).toBe(401)
  const changed = await desk().ada.patch(`~/macros/${id}`, { macro: { name: 'Take this' } })
  expect(changed.body.payload).toMatchObject({ name: 'Take this', updated_by: { id: desk().ada.user.id } })
  expect((await desk().ada.delete(`~/macros/${id}`)).body).toEqual({})
  expect((await ben.get(`~/macros/${id}`)).status).toBe(404)
})

test("an agent's macro is their own, whatever they ask for", async () => {
  const made = await ben.post('~/macros', { name: 'My way', visibility: 'global', actions })
  const { id, visibility } = made.body.payload
  expect(visibility).toBe('personal')
  expect(await namesOf(ben)).toContain('My way')
  for (const other of [cleo, desk().ada]) {
    expect(await namesOf(other)).not.toContain('My way')
    expect((await other.get(`~/macros/${id}`)).status).toBe(404)
    expect((await other.patch(`~/macros/${id}`, { name: 'x' })).status).toBe(404)
    expect((await other.delete(`~/macros/${id}`)).status).toBe(404)
  }
  const changed = await ben.patch(`~/macros/${id}`, { visibility: 'global', name: 'My way too' })
  expect(changed.body.payload).toMatchObject({ name: 'My way too', visibility: 'personal' })
  expect((await ben.delete(`~/macros/${id}`)).status).toBe(200)
})

test('only who created a global macro makes it personal', async () => {
  const bea = await anAgent(desk().app, desk().ada, { name: 'Bea', role: 'administrator' })
  const { id } = (await bea.post('~/macros', { name: 'Ours', visibility: 'global', actions })).body.payload
  const taken = await desk().ada.patch(`~/macros/${id}`, { visibility: 'personal' })
  expect([taken.status, taken.body.attributes]).toEqual([422, ['visibility']])
  expect((await bea.patch(`~/macros/${id}`, { visibility: 'personal' })).body.payload.visibility).toBe('personal')
})

test('what only rules can do is refused, by the row and the field', async () => {
  for (const action_name of ['send_email_to_team', 'open_conversation', 'pending_conversation', 'dance']) {
    const { status, body } = await ben.post('~/macros', { name: 'No', actions: [...actions, { action_name }] })
    expect([status, body.attributes]).toEqual([422, ['actions[1].action_name']])
  }
  expect((await ben.post('~/macros', { name: '', actions })).body.attributes).toEqual(['name'])
  expect((await ben.post('~/macros', { name: 'No' })).body.attributes).toEqual(['actions'])
  expect((await ben.post('~/macros', { name: 'No', visibility: 'secret', actions })).body.attributes).toEqual([
    'visibility',
  ])
})

test('a macro whose maker has left is still there, without their name', async () => {
  const dora = await anAgent(desk().app, desk().ada, { name: 'Dora', role: 'administrator' })
  const { id } = (await dora.post('~/macros', { name: 'Legacy', visibility: 'global', actions })).body.payload
  await desk().ada.delete(`~/agents/${dora.user.id}`)
  const { payload } = (await ben.get(`~/macros/${id}`)).body
  expect(payload.name).toBe('Legacy')
  expect(payload).not.toHaveProperty('created_by')
})

test('macros of one account are not to be had in another', async () => {
  const zoe = await anotherCompany(desk())
  const { id } = (await desk().ada.post('~/macros', { name: 'Here', visibility: 'global', actions })).body.payload
  expect((await zoe.get('~/macros')).body.payload).toEqual([])
  expect((await zoe.get(`~/macros/${id}`)).status).toBe(404)
  expect((await zoe.patch(`~/macros/${id}`, { name: 'There' })).status).toBe(404)
  expect((await zoe.delete(`~/macros/${id}`)).status).toBe(404)
})

test('the list takes as many queries for many macros as for one', async () => {
  const few = await countQueries(() => cleo.get('~/macros'))
  for (const name of ['a', 'b', 'c']) await cleo.post('~/macros', { name, actions })
  expect(await countQueries(() => cleo.get('~/macros'))).toBe(few)
})
