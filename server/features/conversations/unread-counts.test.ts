import { beforeAll, expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { furnish, type Furnished } from '../../testing/furnished.ts'
import { aVisitor, type TestAgent } from '../../testing/people.ts'
import { aTeam } from '../../testing/teams.ts'
import { countQueries } from '../../testing/query-count.ts'

const desk = aDeskForAll()
let at: Furnished

beforeAll(async () => {
  at = await furnish(desk())
})

const countsFor = async (who: TestAgent) => (await who.get('~/conversations/unread_counts')).body.payload

test('open conversations that nobody has read are counted by inbox, label and team, for whom may see them', async () => {
  const { ada, app } = desk()
  const website = String(at.website.id)
  expect(await countsFor(ada)).toEqual({ all_count: 1, inboxes: { [website]: 1 }, labels: {}, teams: {} })
  await at.mo.post('/labels', { label: 'vip' })
  const lu = await aVisitor(app, at.website.website_token)
  const { body: second } = await lu.writes('Me too')
  await lu.writes('Hello?')
  await at.kim.post(`@/conversations/${at.kim.conversation}/messages`, { content: 'From the app' })
  const all = { all_count: 3, inboxes: { [website]: 2, [String(at.apiInbox.id)]: 1 }, labels: { vip: 1 }, teams: {} }
  expect(await countsFor(ada)).toEqual(all)
  expect(await countsFor(at.ines)).toEqual({ ...all, all_count: 2, inboxes: { [website]: 2 } })
  expect(await countsFor(at.otto)).toEqual({ all_count: 0, inboxes: {}, labels: {}, teams: {} })
  expect(await countsFor(await anotherCompany(desk()))).toMatchObject({ all_count: 0, labels: {} })
  const sales = await aTeam(ada, 'sales', [at.otto], { allow_auto_assign: false })
  await ada.post(`~/conversations/${second.conversation_id}/assignments`, { team_id: sales.id })
  const teams = { [String(sales.id)]: 1 }
  expect(await countsFor(ada)).toEqual({ ...all, teams })
  expect(await countsFor(at.otto)).toEqual({ all_count: 1, inboxes: { [website]: 1 }, labels: {}, teams })
  await ada.post(`~/conversations/${second.conversation_id}/update_last_seen`)
  await ada.post(`~/conversations/${at.conversation}/toggle_status`, { status: 'resolved' })
  expect(await countsFor(at.ines)).toMatchObject({ all_count: 0 })
  await ada.post(`~/conversations/${second.conversation_id}/unread`)
  expect(await countsFor(at.ines)).toMatchObject({ all_count: 1, labels: {} })
})

test('counting takes as many queries for many conversations as for one', async () => {
  const before = await countQueries(() => countsFor(desk().ada))
  for (let count = 0; count < 5; count += 1) {
    const visitor = await aVisitor(desk().app, at.website.website_token)
    await visitor.writes('One more')
  }
  expect(await countQueries(() => countsFor(desk().ada))).toBe(before)
})
