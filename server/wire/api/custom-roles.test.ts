import { expect, test } from 'vitest'
import { may, type AgentActor } from '../../kernel/actor.ts'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { anAgent } from '../../testing/people.ts'
import { aCustomRole } from '../../testing/teams.ts'

const desk = aDeskForAll()
let turn = 0
const aBen = () => anAgent(desk().app, desk().ada, { name: `Ben ${++turn}` })

test('a custom role is made, read by every member, changed and removed', async () => {
  const { ada } = desk()
  const ben = await aBen()
  const role = await aCustomRole(ada, ['conversation_manage', 'conversation_manage'], { description: 'Answers' })
  expect(role).toMatchObject({
    name: 'Some',
    description: 'Answers',
    permissions: ['conversation_manage'],
    conversation_scope: 'inbox',
  })
  const one = `~/custom_roles/${role.id}`
  const changed = await ada.patch(one, { custom_role: { permissions: [], conversation_scope: 'team', name: 'None' } })
  expect(changed.body).toMatchObject({
    name: 'None',
    permissions: [],
    conversation_scope: 'team',
    description: 'Answers',
  })
  expect((await ben.get('~/custom_roles')).body).toContainEqual(changed.body)
  expect((await ada.delete(one)).status).toBe(200)
  expect((await ada.get(one)).status).toBe(404)
})

test('a role that cannot be is refused by the field, and nothing is written', async () => {
  const { ada } = desk()
  const before = (await ada.get('~/custom_roles')).body
  const wrong: [object, RegExp][] = [
    [{ permissions: ['conversation_manage'] }, /^name$/],
    [{ name: '' }, /^name$/],
    [{ name: 'x'.repeat(256) }, /^name$/],
    [{ name: 'A', permissions: ['run_the_company'] }, /^permissions/],
    [{ name: 'A', permissions: { a: 1 } }, /^permissions/],
    [{ name: 'A', conversation_scope: 'planet' }, /^conversation_scope$/],
  ]
  for (const [body, field] of wrong) {
    const answer = await ada.post('~/custom_roles', body)
    expect(answer.status, JSON.stringify(body)).toBe(422)
    expect(answer.body.attributes[0]).toMatch(field)
  }
  expect((await ada.get('~/custom_roles')).body).toEqual(before)
})

test('an agent is given a role when they are added and later, and it is taken away with null', async () => {
  const { ada } = desk()
  const role = await aCustomRole(ada, ['report_manage'])
  const added = await ada.post('~/agents', { name: 'Noor', email: 'noor@lamp.example', custom_role_id: role.id })
  expect(added.body).toMatchObject({ role: 'agent', custom_role_id: role.id })
  const path = `~/agents/${added.body.id}`
  expect((await ada.patch(path, { availability: 'busy' })).body.custom_role_id).toBe(role.id)
  expect((await ada.patch(path, { custom_role_id: null })).body).not.toHaveProperty('custom_role_id')
  const { body } = await ada.get('~/agents')
  expect(body.find((one: { id: number }) => one.id === added.body.id)).not.toHaveProperty('custom_role_id')
})

test('administrators have no custom role: it makes an agent of them, and being made administrator ends it', async () => {
  const { ada } = desk()
  const ben = await aBen()
  const path = `~/agents/${ben.user.id}`
  const role = await aCustomRole(ada)
  const both = await ada.patch(path, { role: 'administrator', custom_role_id: role.id })
  expect(both).toMatchObject({ status: 422, body: { attributes: ['custom_role_id'] } })
  await ada.patch(path, { custom_role_id: role.id })
  const raised = await ada.patch(path, { role: 'administrator' })
  expect(raised.body).toMatchObject({ role: 'administrator' })
  expect(raised.body).not.toHaveProperty('custom_role_id')
  expect((await ada.patch(path, { custom_role_id: role.id })).body).toMatchObject({ role: 'agent' })
  const last = await ada.patch(`~/agents/${ada.user.id}`, { custom_role_id: role.id })
  expect(last).toMatchObject({ status: 422, body: { message: 'The account needs at least one administrator' } })
})

test('a role that somebody has is not removed, because they would see more without it', async () => {
  const { ada } = desk()
  const ben = await aBen()
  const role = await aCustomRole(ada)
  await ada.patch(`~/agents/${ben.user.id}`, { custom_role_id: role.id })
  const refused = await ada.delete(`~/custom_roles/${role.id}`)
  expect(refused).toMatchObject({
    status: 422,
    body: { message: 'One agent has this role: give them another one first' },
  })
  await ada.patch(`~/agents/${ben.user.id}`, { custom_role_id: null })
  expect((await ada.delete(`~/custom_roles/${role.id}`)).status).toBe(200)
})

test('the roles of one account are nothing to another', async () => {
  const { ada } = desk()
  const zoe = await anotherCompany(desk())
  const foreign = await aCustomRole(zoe, ['conversation_manage'], { name: 'Foreign' })
  const ben = await aBen()
  const given = await ada.patch(`~/agents/${ben.user.id}`, { custom_role_id: foreign.id })
  expect(given).toMatchObject({ status: 422, body: { attributes: ['custom_role_id'] } })
  for (const answer of [
    await ada.get(`~/custom_roles/${foreign.id}`),
    await ada.patch(`~/custom_roles/${foreign.id}`, { permissions: [] }),
    await ada.delete(`~/custom_roles/${foreign.id}`),
  ]) {
    expect(answer.status).toBe(404)
  }
  expect(JSON.stringify((await ada.get('~/custom_roles')).body)).not.toContain('Foreign')
  expect((await zoe.get(`~/custom_roles/${foreign.id}`)).body.permissions).toEqual(['conversation_manage'])
})

test('what somebody may do is what their role says: everything, conversations, or what a custom role lists', () => {
  const agent: AgentActor = { kind: 'agent', userId: 1, role: 'agent' }
  const limited: AgentActor = { ...agent, limits: { permissions: ['report_manage'], conversationScope: 'inbox' } }
  const all = (actor: AgentActor) => [
    may(actor, 'conversation_manage'),
    may(actor, 'contact_manage'),
    may(actor, 'report_manage'),
  ]
  expect(all({ ...agent, role: 'administrator' })).toEqual([true, true, true])
  expect(all(agent)).toEqual([true, false, false])
  expect(all(limited)).toEqual([false, false, true])
})

test('events remember who did it and not what they might do', async () => {
  const { ada } = desk()
  const ben = await aBen()
  const role = await aCustomRole(ada, ['conversation_manage'])
  await ada.patch(`~/agents/${ben.user.id}`, { custom_role_id: role.id })
  await ben.post('~/contacts', { name: 'Lou' })
  const { db } = desk().ports
  const events = await db.selectFrom('events').select('actor').where('type', '=', 'contact.created').execute()
  expect(events.at(-1)?.actor).toEqual({ kind: 'agent', userId: ben.user.id, role: 'agent' })
})
