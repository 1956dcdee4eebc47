import { expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aCable, listenAs, settleFor } from '../../testing/cable.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { anAgent } from '../../testing/people.ts'
import { countQueries } from '../../testing/query-count.ts'
import { aTeam } from '../../testing/teams.ts'

const desk = aDeskForAll()
let turn = 0
const unique = (word: string) => `${word} ${++turn}`

async function teamKey(): Promise<number> {
  return Number((await desk().ada.get('~/cache_keys')).body.cache_keys.team)
}

const namesOf = (agents: { name: string }[]) => agents.map((one) => one.name)

test('a team is kept in lower case with its description, and shows whether one is in it', async () => {
  const { ada, app } = desk()
  const ben = await anAgent(app, ada, { name: unique('Ben') })
  const name = unique('Night SHIFT')
  const created = await ada.post('~/teams', { name: `  ${name} `, description: 'After ten' })
  expect(created.body).toMatchObject({
    name: name.toLowerCase(),
    description: 'After ten',
    allow_auto_assign: true,
    account_id: desk().accountId,
    is_member: false,
  })
  await ada.post(`~/teams/${created.body.id}/team_members`, { user_ids: [ben.user.id] })
  expect((await ben.get(`~/teams/${created.body.id}`)).body.is_member).toBe(true)
  const { body } = await ada.get('~/teams')
  expect(body.find((one: { id: number }) => one.id === created.body.id).is_member).toBe(false)
})

test('a team is changed by the words that are said, wrapped, flat or as a form', async () => {
  const { ada, app } = desk()
  const { id } = await aTeam(ada, unique('Change me'))
  await ada.patch(`~/teams/${id}`, { team: { description: 'Changed' } })
  const headers = { ...ada.headers, 'content-type': 'application/x-www-form-urlencoded' }
  const url = `/api/v1/accounts/${desk().accountId}/teams/${id}`
  await app.inject({ method: 'PATCH', url, headers, payload: 'team[allow_auto_assign]=false' })
  expect((await ada.get(`~/teams/${id}`)).body).toMatchObject({ description: 'Changed', allow_auto_assign: false })
  await ada.patch(`~/teams/${id}`, { description: null })
  expect((await ada.get(`~/teams/${id}`)).body).toMatchObject({ description: null, allow_auto_assign: false })
})

test('a name that is missing, empty, endless or taken is refused by its field', async () => {
  const { ada } = desk()
  const { name } = await aTeam(ada, unique('Taken'))
  const other = await aTeam(ada, unique('Other'))
  for (const body of [{}, { name: ' ' }, { name: 'x'.repeat(256) }, { name: name.toUpperCase() }, { name: { a: 1 } }]) {
    const answer = await ada.post('~/teams', body)
    expect(answer.status, JSON.stringify(body)).toBe(422)
    expect(answer.body.attributes).toEqual(['name'])
  }
  expect((await ada.patch(`~/teams/${other.id}`, { name })).body.message).toBe('Name has already been taken')
  expect((await ada.get(`~/teams/${other.id}`)).body.name).toBe(other.name)
})

test('members are added, set and taken out, and each answer is who is in the team then', async () => {
  const { ada, app } = desk()
  const [ann, bob, cem] = [
    await anAgent(app, ada, { name: unique('Ann') }),
    await anAgent(app, ada, { name: unique('Bob') }),
    await anAgent(app, ada, { name: unique('Cem') }),
  ]
  const { id } = await aTeam(ada, unique('Members'))
  const path = `~/teams/${id}/team_members`
  const ids = (...people: (typeof ann)[]) => ({ user_ids: people.map((one) => one.user.id) })
  expect(namesOf((await ada.post(path, ids(ann, bob))).body)).toEqual([ann.user.name, bob.user.name])
  expect(namesOf((await ada.post(path, ids(bob, cem))).body)).toHaveLength(3)
  expect(namesOf((await ada.patch(path, ids(bob))).body)).toEqual([bob.user.name])
  expect((await ada.delete(path, ids(bob))).body).toEqual([])
  expect((await ada.get(path)).body).toEqual([])
})

test('an id that is nobody of this account changes nothing and is 401, as the contract says', async () => {
  const { ada } = desk()
  const zoe = await anotherCompany(desk())
  const { id } = await aTeam(ada, unique('Strangers'), [ada])
  const path = `~/teams/${id}/team_members`
  for (const call of [ada.post, ada.patch, ada.delete]) {
    for (const stranger of [zoe.user.id, 999_999]) {
      const answer = await call(path, { user_ids: [ada.user.id, stranger] })
      expect(answer).toMatchObject({ status: 401, body: { error: 'Invalid User IDs' } })
    }
    expect((await call(path, { user_ids: ['x'] })).status).toBe(422)
  }
  expect(namesOf((await ada.get(path)).body)).toEqual([ada.user.name])
  const foreign = await aTeam(zoe, 'foreign', [zoe])
  for (const answer of [
    await ada.get(`~/teams/${foreign.id}`),
    await ada.patch(`~/teams/${foreign.id}`, { name: 'mine' }),
    await ada.delete(`~/teams/${foreign.id}`),
    await ada.get(`~/teams/${foreign.id}/team_members`),
    await ada.post(`~/teams/${foreign.id}/team_members`, { user_ids: [ada.user.id] }),
  ]) {
    expect(answer.status).toBe(404)
  }
  expect(JSON.stringify((await ada.get('~/teams')).body)).not.toContain('foreign')
  expect((await zoe.get('~/teams')).body).toHaveLength(1)
})

test('every change of a team or its members moves the cache key and is told to everybody in the account', async () => {
  const { ada, app } = desk()
  const ben = await anAgent(app, ada, { name: unique('Ben') })
  await desk().settle()
  const ear = await listenAs(await aCable(desk()), ben)
  const user_ids = [ben.user.id]
  const name = unique('Cached')
  let id = 0
  const writes = [
    async () => {
      id = (await ada.post('~/teams', { name })).body.id
    },
    () => ada.patch(`~/teams/${id}`, { description: 'New' }),
    () => ada.post(`~/teams/${id}/team_members`, { user_ids }),
    () => ada.patch(`~/teams/${id}/team_members`, { user_ids: [] }),
    () => ada.post(`~/teams/${id}/team_members`, { user_ids }),
    () => ada.delete(`~/teams/${id}/team_members`, { user_ids }),
    () => ada.delete(`~/teams/${id}`),
  ]
  for (const [index, write] of writes.entries()) {
    const before = await teamKey()
    await write()
    const after = await teamKey()
    expect(after, `write ${index}`).toBeGreaterThan(before)
    await settleFor(desk(), [ear])
    const frame = ear.frames.findLast((one) => one.event === 'account.cache_invalidated')
    expect(frame?.data.cache_keys.team, `write ${index}`).toBe(String(after))
  }
})

test('who leaves the account leaves its teams', async () => {
  const { ada, app } = desk()
  const leaver = await anAgent(app, ada, { name: unique('Leaver') })
  const { id } = await aTeam(ada, unique('Left'), [leaver, ada])
  await ada.delete(`~/agents/${leaver.user.id}`)
  expect(namesOf((await ada.get(`~/teams/${id}/team_members`)).body)).toEqual([ada.user.name])
})

test('a list of teams takes as many queries as one team', async () => {
  const { ada } = desk()
  const { id } = await aTeam(ada, unique('Count'), [ada])
  await aTeam(ada, unique('Count'), [ada])
  const one = await countQueries(() => ada.get(`~/teams/${id}`))
  expect(await countQueries(() => ada.get('~/teams'))).toBeLessThanOrEqual(one)
})
