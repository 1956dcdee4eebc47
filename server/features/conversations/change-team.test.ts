import { expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aCable, listenAs } from '../../testing/cable.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite } from '../../testing/people.ts'
import { aTeam } from '../../testing/teams.ts'

const desk = aDeskForAll()
let turn = 0

async function aTalk(inbox?: { id: number; website_token: string }) {
  const website = inbox ?? (await aWebsite(desk().ada))
  const mo = await aVisitor(desk().app, website.website_token)
  const { body } = await mo.writes('Hello')
  return { inbox: website, mo, number: body.conversation_id as number, one: `~/conversations/${body.conversation_id}` }
}

function anAgentIn(inboxIds: number[]) {
  return anAgent(desk().app, desk().ada, { name: `Agent ${++turn}`, inboxIds })
}

const teamName = () => `team ${++turn}`
const metaOf = async (one: string) => (await desk().ada.get(one)).body.meta
const assigneeOf = async (one: string) => (await metaOf(one)).assignee?.id ?? null
const give = (one: string, team_id: number | null) => desk().ada.post(`${one}/assignments`, { team_id })

async function lines(one: string): Promise<string[]> {
  const { body } = await desk().ada.get(`${one}/messages`)
  return body.payload
    .filter((message: { message_type: number }) => message.message_type === 2)
    .map((message: { content: string }) => message.content)
}

test('a conversation is given to a team and taken from it, and the thread tells', async () => {
  const { one } = await aTalk()
  const team = await aTeam(desk().ada, teamName(), [], { allow_auto_assign: false })
  const given = await give(one, team.id)
  expect(given.body).toMatchObject({ id: team.id, name: team.name, account_id: desk().accountId })
  expect((await metaOf(one)).team).toEqual({ ...team, is_member: false })
  expect((await give(one, null)).body).toBeNull()
  expect(await metaOf(one)).not.toHaveProperty('team')
  expect(await lines(one)).toEqual([
    `Ada assigned the conversation to the team ${team.name}`,
    `Ada took the conversation from the team ${team.name}`,
  ])
})

test('the same team again tells nothing', async () => {
  const { one } = await aTalk()
  const team = await aTeam(desk().ada, teamName())
  await give(one, team.id)
  await give(one, team.id)
  await give(one, null)
  await give(one, null)
  expect(await lines(one)).toHaveLength(2)
})

test('a team that does not exist here is refused, and the conversation stays as it was', async () => {
  const { one } = await aTalk()
  const team = await aTeam(desk().ada, teamName())
  await give(one, team.id)
  const foreign = await aTeam(await anotherCompany(desk()), teamName())
  for (const team_id of [foreign.id, 999_999, 'x', -1]) {
    const answer = await desk().ada.post(`${one}/assignments`, { team_id })
    expect(answer.status, String(team_id)).toBe(422)
  }
  const neither = await desk().ada.post(`${one}/assignments`, {})
  expect(neither).toMatchObject({ status: 422, body: { attributes: ['assignee_id'] } })
  expect((await metaOf(one)).team.id).toBe(team.id)
})

test('an assignee who is not in the team loses the conversation, one who is keeps it', async () => {
  const { inbox, one } = await aTalk()
  const [inside, outside] = [await anAgentIn([inbox.id]), await anAgentIn([inbox.id])]
  const team = await aTeam(desk().ada, teamName(), [inside], { allow_auto_assign: false })
  await desk().ada.post(`${one}/assignments`, { assignee_id: outside.user.id })
  await give(one, team.id)
  expect(await assigneeOf(one)).toBeNull()
  await desk().ada.post(`${one}/assignments`, { assignee_id: inside.user.id })
  await give(one, null)
  expect(await assigneeOf(one)).toBe(inside.user.id)
  await give(one, team.id)
  expect(await assigneeOf(one)).toBe(inside.user.id)
})

test('a team that assigns by itself picks members of the inbox, one after the other', async () => {
  const { inbox } = await aTalk()
  const [left, right] = [await anAgentIn([inbox.id]), await anAgentIn([inbox.id])]
  const elsewhere = await anAgentIn([])
  const team = await aTeam(desk().ada, teamName(), [elsewhere, left, right])
  const picked: (number | null)[] = []
  for (let count = 0; count < 4; count += 1) {
    desk().pass(1)
    const { one } = await aTalk(inbox)
    await give(one, team.id)
    picked.push(await assigneeOf(one))
  }
  expect(picked).toEqual([left.user.id, right.user.id, left.user.id, right.user.id])
  const away = await aTeam(desk().ada, teamName(), [elsewhere])
  const { one } = await aTalk(inbox)
  await give(one, away.id)
  expect(await assigneeOf(one)).toBeNull()
})

test('conversations that come to a team at once are spread over its members', async () => {
  const { inbox } = await aTalk()
  const crew = [await anAgentIn([inbox.id]), await anAgentIn([inbox.id]), await anAgentIn([inbox.id])]
  const team = await aTeam(desk().ada, teamName(), crew)
  const talks = await Promise.all(crew.map(() => aTalk(inbox)))
  await Promise.all(talks.map(({ one }) => give(one, team.id)))
  const picked = await Promise.all(talks.map(({ one }) => assigneeOf(one)))
  expect(new Set(picked)).toEqual(new Set(crew.map((who) => who.user.id)))
})

test('who is there is picked before who is not, and who is busy or away comes last', async () => {
  const { inbox } = await aTalk()
  const [absent, present, busy] = [
    await anAgentIn([inbox.id]),
    await anAgentIn([inbox.id]),
    await anAgentIn([inbox.id]),
  ]
  await busy.post('/api/v1/profile/availability', { account_id: desk().accountId, availability: 'busy' })
  const team = await aTeam(desk().ada, teamName(), [busy, absent, present])
  const picks = async () => {
    desk().pass(1)
    const { one } = await aTalk(inbox)
    await give(one, team.id)
    return assigneeOf(one)
  }
  const ear = await listenAs(await aCable(desk()), present)
  expect([await picks(), await picks()]).toEqual([present.user.id, present.user.id])
  await ear.close()
  desk().pass(60)
  expect([await picks(), await picks(), await picks()]).toEqual([absent.user.id, present.user.id, absent.user.id])
})

test('a conversation may begin with a team, which then may choose who has it', async () => {
  const { inbox } = await aTalk()
  const [member, other] = [await anAgentIn([inbox.id]), await anAgentIn([inbox.id])]
  const team = await aTeam(desk().ada, teamName(), [member])
  const { body: contact } = await desk().ada.post('~/contacts', { name: 'Kim', inbox_id: inbox.id })
  const body = { inbox_id: inbox.id, contact_id: contact.payload.contact.id }
  const begun = await desk().ada.post('~/conversations', { ...body, team_id: team.id, assignee_id: other.user.id })
  expect(begun.body.meta).toMatchObject({ team: { id: team.id }, assignee: { id: member.user.id } })
  const refused = await desk().ada.post('~/conversations', { ...body, team_id: 999_999 })
  expect(refused).toMatchObject({ status: 422, body: { attributes: ['team_id'] } })
})

test('the list and its counts are asked for one team', async () => {
  const { inbox, number, one } = await aTalk()
  await aTalk(inbox)
  const team = await aTeam(desk().ada, teamName())
  await give(one, team.id)
  const list = await desk().ada.get(`~/conversations?team_id=${team.id}`)
  expect(list.body.data.payload.map((row: { id: number }) => row.id)).toEqual([number])
  expect(list.body.data.payload[0].meta.team.id).toBe(team.id)
  expect((await desk().ada.get(`~/conversations/meta?team_id=${team.id}`)).body.meta.all_count).toBe(1)
  expect((await desk().ada.get('~/conversations?team_id=x')).status).toBe(422)
})

test('a removed team leaves its conversations without one', async () => {
  const { one } = await aTalk()
  const team = await aTeam(desk().ada, teamName())
  await give(one, team.id)
  await desk().ada.delete(`~/teams/${team.id}`)
  expect(await metaOf(one)).not.toHaveProperty('team')
  expect((await desk().ada.get('~/conversations?team_id=' + team.id)).body.data.payload).toEqual([])
})
