import { expect, test } from 'vitest'
import { aDesk } from '../../testing/desk.ts'
import { signIn, type TestAgent } from '../../testing/people.ts'
import { aPlatformApp } from '../../testing/platform.ts'

async function anAccountWith(limits: object) {
  const desk = await aDesk()
  const app = await aPlatformApp(desk)
  const { body: account } = await app.post('^/accounts', { name: 'Kite Ltd', limits })
  const people = await Promise.all(['kai', 'lou', 'mia'].map((name) => provisioned(app, name)))
  await app.post(`^/accounts/${account.id}/account_users`, { user_id: people[0], role: 'administrator' })
  const kai = await signIn(desk.app, 'kai@kite.example', 'Lamp-oil 7')
  return { desk, app, account, people, kai }
}

async function provisioned(app: Awaited<ReturnType<typeof aPlatformApp>>, name: string): Promise<number> {
  const person = { name, email: `${name}@kite.example`, password: 'Lamp-oil 7' }
  return (await app.post('^/users', person)).body.id
}

const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status).toSorted((a, b) => a - b)
const newInbox = (who: TestAgent, name: string) =>
  who.post('~/inboxes', { name, channel: { type: 'web_widget', website_url: 'https://kite.example' } })
const countAgents = async (who: TestAgent) => (await who.get('~/agents')).body.length

test('an account takes as many agents as it may have, however many are added at once', async () => {
  const { kai } = await anAccountWith({ agents: 3 })
  const many = await kai.post('~/agents/bulk_create', {
    emails: ['a@kite.example', 'b@kite.example', 'c@kite.example'],
  })
  expect([many.status, Object.keys(many.body)]).toEqual([402, ['error']])
  expect(many.body.error).toContain('3 agents')
  expect(await countAgents(kai)).toBe(1)
  expect((await kai.post('~/agents/bulk_create', { emails: ['a@kite.example'] })).status).toBe(200)
  const add = (email: string) => kai.post('~/agents', { name: 'X', email })
  expect(statuses(await Promise.all([add('b@kite.example'), add('c@kite.example')]))).toEqual([200, 402])
  expect(await countAgents(kai)).toBe(3)
})

test('a program is held to the limit of agents too, and may still change who is there', async () => {
  const { app, account, people, kai } = await anAccountWith({ agents: 2 })
  const put = (user_id: number | undefined, role = 'agent') =>
    app.post(`^/accounts/${account.id}/account_users`, { user_id, role })
  expect(statuses(await Promise.all([put(people[1]), put(people[2])]))).toEqual([200, 402])
  expect(await countAgents(kai)).toBe(2)
  expect((await put(people[0], 'administrator')).status).toBe(200)
  await app.patch(`^/accounts/${account.id}`, { limits: { agents: 3 } })
  expect(statuses([await put(people[1]), await put(people[2])])).toEqual([200, 200])
  expect(await countAgents(kai)).toBe(3)
})

test('an account takes as many inboxes as it may have, two at once counted', async () => {
  const { app, account, kai } = await anAccountWith({ inboxes: '2' })
  expect((await newInbox(kai, 'First')).status).toBe(200)
  const both = await Promise.all([newInbox(kai, 'Second'), newInbox(kai, 'Third')])
  expect(statuses(both)).toEqual([200, 402])
  expect(both.find(({ status }) => status === 402)?.body).toEqual({ error: expect.stringContaining('2 inboxes') })
  const { payload } = (await kai.get('~/inboxes')).body
  expect(payload).toHaveLength(2)
  await kai.delete(`~/inboxes/${payload[0].id}`)
  expect((await newInbox(kai, 'Fourth')).status).toBe(200)
  await app.patch(`^/accounts/${account.id}`, { limits: { inboxes: null } })
  expect((await newInbox(kai, 'Fifth')).status).toBe(200)
})

test('a limit that is below what is there takes nothing away, and the limit of one account is not that of another', async () => {
  const { desk, app, account, kai } = await anAccountWith({})
  await newInbox(kai, 'First')
  await app.patch(`^/accounts/${account.id}`, { limits: { inboxes: 0, agents: 0 } })
  expect((await kai.get('~/inboxes')).body.payload).toHaveLength(1)
  expect(statuses([await newInbox(kai, 'Second'), await kai.post('~/agents', agentOf('n'))])).toEqual([402, 402])
  expect(statuses([await newInbox(desk.ada, 'Ours'), await desk.ada.post('~/agents', agentOf('o'))])).toEqual([
    200, 200,
  ])
  expect((await app.patch(`^/accounts/${account.id}`, { limits: { inboxes: -1 } })).status).toBe(422)
})

const agentOf = (name: string) => ({ name, email: `${name}@lamp.example` })
