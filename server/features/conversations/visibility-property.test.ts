import { expect, test } from 'vitest'
import { PERMISSIONS } from '../../kernel/actor.ts'
import { anotherCompany } from '../../testing/another-company.ts'
import { aCable, listenAs, settleFor } from '../../testing/cable.ts'
import { aDesk } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite, type TestAgent } from '../../testing/people.ts'
import { countQueries } from '../../testing/query-count.ts'
import { seeded } from '../../testing/random.ts'
import { heardIn, noteInEach, seenBy } from '../../testing/sight.ts'
import { aCustomRole, aTeam } from '../../testing/teams.ts'

const SEED = 20_260_303
const ROUNDS = 6

async function aCompany(random: () => number) {
  const desk = await aDesk()
  const { ada, app } = desk
  const inboxes = [await aWebsite(ada), await aWebsite(ada), await aWebsite(ada)]
  const teams = [await aTeam(ada, 'one'), await aTeam(ada, 'two', [], { allow_auto_assign: false })]
  const agents: TestAgent[] = []
  for (const name of ['Ann', 'Bob', 'Cem', 'Dee', 'Eli']) agents.push(await anAgent(app, ada, { name }))
  const roles: { id: number }[] = []
  for (let count = 0; count < 6; count += 1) {
    const permissions = PERMISSIONS.filter(() => random() < 0.35)
    roles.push(await aCustomRole(ada, permissions, { conversation_scope: random() < 0.3 ? 'team' : 'inbox' }))
  }
  const numbers: number[] = []
  for (let count = 0; count < 9; count += 1) {
    const mo = await aVisitor(app, inboxes[count % inboxes.length].website_token)
    numbers.push((await mo.writes('Hello')).body.conversation_id)
  }
  return { desk, inboxes, teams, agents, roles, numbers }
}

test('for random people, roles and conversations: what is listed, shown, read, changed and heard is the same', async () => {
  const random = seeded(SEED)
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T
  const some = <T>(from: readonly T[]) => from.filter(() => random() < 0.5)
  const { desk, inboxes, teams, agents, roles, numbers } = await aCompany(random)
  const { ada } = desk
  const cable = await aCable(desk)
  const ears = await Promise.all(agents.map((who) => listenAs(cable, who)))
  const idsOf = (people: TestAgent[]) => people.map((who) => who.user.id)
  const shuffle = async () => {
    for (const { id } of inboxes) await ada.patch('~/inbox_members', { inbox_id: id, user_ids: idsOf(some(agents)) })
    for (const { id } of teams) await ada.patch(`~/teams/${id}/team_members`, { user_ids: idsOf(some(agents)) })
    for (const who of some(agents)) {
      await ada.patch(`~/agents/${who.user.id}`, { custom_role_id: random() < 0.3 ? null : pick(roles).id })
    }
    for (const number of some(numbers)) {
      await ada.post(`~/conversations/${number}/assignments`, { team_id: pick([null, ...teams])?.id ?? null })
      // Refused when the inbox is not theirs; then it stays whose it was.
      const assignee_id = pick([null, ...agents])?.user.id ?? null
      await ada.post(`~/conversations/${number}/assignments`, { assignee_id })
      const path = `~/conversations/${number}/participants`
      await ada.delete(path, { user_ids: idsOf(some(agents)) })
      // Refused for those who would not see it even then.
      for (const who of some(agents)) await ada.post(path, { user_ids: idsOf([who]) })
    }
  }
  let limited = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    await shuffle()
    await settleFor(desk, ears)
    await noteInEach(desk, numbers, ears)
    for (const [index, who] of agents.entries()) {
      const { listed, ...ways } = await seenBy(who, numbers)
      const heard = heardIn(ears[index] as (typeof ears)[number])
      const same = { shown: listed, read: listed, changed: listed, heard: listed }
      expect({ ...ways, heard }, `round ${round}, ${who.user.name}`).toEqual(same)
      if (listed?.length && listed.length < numbers.length) limited += 1
    }
  }
  // Everybody seeing all or nothing would prove little.
  expect(limited).toBeGreaterThan(ROUNDS)
})

test('another company of the installation sees and hears none of it', async () => {
  const { desk, numbers, inboxes } = await aCompany(seeded(SEED))
  const zoe = await anotherCompany(desk)
  const ear = await listenAs(await aCable(desk), zoe)
  const its = await aWebsite(zoe)
  const visitor = await aVisitor(desk.app, its.website_token)
  await visitor.writes('For the rival')
  await noteInEach(desk, numbers, [ear])
  expect(ear.frames.filter((frame) => frame.event === 'message.created').map((frame) => frame.data.inbox_id)).toEqual([
    its.id,
  ])
  const { body } = await zoe.get('~/conversations?status=all')
  expect(body.data.payload.map((one: { inbox_id: number }) => one.inbox_id)).toEqual([its.id])
  expect((await zoe.get(`~/conversations?status=all&inbox_id=${inboxes[0].id}`)).body.data.payload).toEqual([])
})

test('a limited agent costs no more queries than anybody else', async () => {
  const { desk, agents, roles, inboxes, numbers } = await aCompany(seeded(SEED))
  const [ann] = agents
  if (!ann) throw new Error('Ann is there')
  const number = numbers[0]
  await desk.ada.post('~/inbox_members', { inbox_id: inboxes[0].id, user_ids: [ann.user.id] })
  await desk.ada.post(`~/conversations/${number}/assignments`, { assignee_id: ann.user.id })
  const paths = [`~/conversations/${number}`, `~/conversations/${number}/messages`, '~/conversations/meta']
  const cost = async (who: TestAgent) => {
    const counts: number[] = []
    for (const path of paths) counts.push(await countQueries(() => who.get(path)))
    return counts
  }
  // The first request of a device is written down.
  await Promise.all([ann.get('~'), desk.ada.get('~')])
  const unlimited = await cost(ann)
  for (const { id } of roles) {
    await desk.ada.patch(`~/agents/${ann.user.id}`, { custom_role_id: id })
    for (const [index, count] of (await cost(ann)).entries()) expect(count).toBeLessThanOrEqual(unlimited[index] ?? 0)
  }
  expect(await cost(desk.ada)).toEqual(unlimited)
})
