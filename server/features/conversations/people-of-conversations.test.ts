import { beforeAll, expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDesk, aDeskForAll } from '../../testing/desk.ts'
import { furnish, type Furnished } from '../../testing/furnished.ts'
import { aTeam } from '../../testing/teams.ts'
import { aVisitor, type Answer, type TestAgent } from '../../testing/people.ts'

const desk = aDeskForAll()
let at: Furnished

beforeAll(async () => {
  at = await furnish(desk())
})

/** A new conversation of somebody new; returns its path. */
async function aTalk(): Promise<string> {
  const { body } = await (await aVisitor(desk().app, at.website.website_token)).writes('Hello')
  return `~/conversations/${body.conversation_id}`
}

const idsOf = (answer: Answer): number[] => answer.body.map((one: { id: number }) => one.id)

const mention = (who: TestAgent) => `[@${who.user.name}](mention://user/${who.user.id}/${who.user.name})`

const numbers = async (who: TestAgent, type: string): Promise<number[]> =>
  (await who.get(`~/conversations?status=all&conversation_type=${type}`)).body.data.payload.map(
    (one: { id: number }) => one.id,
  )

const numberOf = (path: string) => Number(path.split('/').at(-1))

test('participants are added, set and taken away', async () => {
  const { ada } = desk()
  const talk = await aTalk()
  expect((await ada.get(`${talk}/participants`)).body).toEqual([])
  const both = [ada.user.id, at.ines.user.id].toSorted((a, b) => a - b)
  expect(idsOf(await ada.post(`${talk}/participants`, { user_ids: both })).toSorted((a, b) => a - b)).toEqual(both)
  expect(idsOf(await ada.post(`${talk}/participants`, { user_ids: [ada.user.id] }))).toHaveLength(2)
  expect(idsOf(await ada.patch(`${talk}/participants`, { user_ids: [at.ines.user.id] }))).toEqual([at.ines.user.id])
  expect(idsOf(await ada.put(`${talk}/participants`, { user_ids: [ada.user.id] }))).toEqual([ada.user.id])
  expect(idsOf(await ada.delete(`${talk}/participants`, { user_ids: [ada.user.id] }))).toEqual([])
})

test('nobody who may not see a conversation can be made to take part', async () => {
  const talk = await aTalk()
  const zoe = await anotherCompany(desk())
  for (const stranger of [at.otto.user.id, zoe.user.id, 999_999]) {
    const answer = await desk().ada.post(`${talk}/participants`, { user_ids: [at.ines.user.id, stranger] })
    expect(answer.status).toBe(422)
    expect(answer.body.attributes).toEqual(['user_ids'])
  }
  expect((await desk().ada.get(`${talk}/participants`)).body).toEqual([])
  expect((await desk().ada.post(`${talk}/participants`, { user_ids: 'everybody' })).status).toBe(422)
  expect((await desk().ada.post(`${talk}/participants`, {})).status).toBe(422)
})

test('whoever is given a conversation, answers in it or leaves a note takes part in it', async () => {
  const { ada } = desk()
  const given = await aTalk()
  await ada.post(`${given}/assignments`, { assignee_id: at.ines.user.id })
  expect(idsOf(await ada.get(`${given}/participants`))).toEqual([at.ines.user.id])
  const answered = await aTalk()
  await ada.post(`${answered}/messages`, { content: 'Hi' })
  await at.ines.post(`${answered}/messages`, { content: 'A note', private: true })
  expect(new Set(idsOf(await ada.get(`${answered}/participants`)))).toEqual(new Set([ada.user.id, at.ines.user.id]))
  const begun = await ada.post('~/conversations', {
    inbox_id: at.website.id,
    contact_id: at.contactId,
    assignee_id: at.ines.user.id,
  })
  expect(idsOf(await ada.get(`~/conversations/${begun.body.id}/participants`))).toEqual([at.ines.user.id])
})

test('the list of what one takes part in is counted like any other', async () => {
  const talk = await aTalk()
  await at.ines.post(`${talk}/messages`, { content: 'Mine to follow' })
  const listed = await numbers(at.ines, 'participating')
  expect(listed).toContain(numberOf(talk))
  const { body } = await at.ines.get('~/conversations/meta?status=all&conversation_type=participating')
  expect(body.meta.all_count).toBe(listed.length)
  expect(await numbers(at.otto, 'participating')).toEqual([])
})

test('a note that names somebody calls them in, and only a note does', async () => {
  const { ada } = desk()
  const talk = await aTalk()
  await ada.post(`${talk}/messages`, { content: `${mention(at.ines)} this the customer reads` })
  expect(await numbers(at.ines, 'mention')).not.toContain(numberOf(talk))
  const note = { content: `${mention(at.ines)} and ${mention(at.otto)}, please look`, private: true }
  await ada.post(`${talk}/messages`, note)
  expect(await numbers(at.ines, 'mention')).toContain(numberOf(talk))
  expect(idsOf(await ada.get(`${talk}/participants`))).toContain(at.ines.user.id)
  // Otto is in no inbox: being named opens no door.
  expect(idsOf(await ada.get(`${talk}/participants`))).not.toContain(at.otto.user.id)
  expect(await numbers(at.otto, 'mention')).toEqual([])
  const events = await desk()
    .database.db.selectFrom('events')
    .selectAll()
    .where('type', '=', 'conversation.mentioned')
    .execute()
  expect(events.at(-1)?.data).toMatchObject({ userIds: [at.ines.user.id] })
})

test('a note that names a team calls in those of its members who may see the conversation', async () => {
  const { ada } = desk()
  const talk = await aTalk()
  const team = await aTeam(ada, 'callers', [ada, at.ines, at.otto], { allow_auto_assign: false })
  const content = `[@callers](mention://team/${team.id}/callers) [@x](mention://team/999999/x) please look`
  await ada.post(`${talk}/messages`, { content })
  expect(await numbers(at.ines, 'mention')).not.toContain(numberOf(talk))
  await ada.post(`${talk}/messages`, { content, private: true })
  expect(await numbers(at.ines, 'mention')).toContain(numberOf(talk))
  expect(await numbers(at.otto, 'mention')).toEqual([])
  // Ada wrote it: she takes part, and has not called herself.
  expect(await numbers(ada, 'mention')).not.toContain(numberOf(talk))
  expect(new Set(idsOf(await ada.get(`${talk}/participants`)))).toEqual(new Set([ada.user.id, at.ines.user.id]))
})

test('naming somebody of another account, or a number that is nobody, changes nothing', async () => {
  const own = await aDesk()
  const furnished = await furnish(own)
  const zoe = await anotherCompany(own)
  const path = `~/conversations/${furnished.conversation}`
  const theirs = await aTeam(zoe, 'theirs', [zoe])
  const content = `${mention(zoe)} [@theirs](mention://team/${theirs.id}/theirs) [@Nobody](mention://user/123456/Nobody) [@x](mention://user/99999999999/x)`
  expect((await own.ada.post(`${path}/messages`, { content, private: true })).status).toBe(200)
  expect(idsOf(await own.ada.get(`${path}/participants`))).toEqual([own.ada.user.id])
  expect(await own.database.db.selectFrom('mentions').selectAll().execute()).toEqual([])
})

test('who leaves the inbox no longer lists what they took part in, and who leaves the account no longer takes part', async () => {
  const own = await aDesk()
  const { website, ines, conversation } = await furnish(own)
  await ines.post(`~/conversations/${conversation}/messages`, { content: 'Hi' })
  await own.ada.delete('~/inbox_members', { inbox_id: website.id, user_ids: [ines.user.id] })
  expect(await numbers(ines, 'participating')).toEqual([])
  await own.ada.delete(`~/agents/${ines.user.id}`)
  expect((await own.ada.get(`~/conversations/${conversation}/participants`)).body).toEqual([])
})

test('a note that was begun is kept apart from the reply, and clients who do not know of it leave it alone', async () => {
  const { ada } = desk()
  const talk = `${await aTalk()}/draft_messages`
  await ada.put(talk, { draft_message: { message: '', note: 'Ask Ines' } })
  expect((await ada.get(talk)).body).toEqual({ has_draft: false, note: 'Ask Ines' })
  await ada.put(talk, { draft_message: { message: 'Dear Mo' } })
  expect((await ada.get(talk)).body).toEqual({ has_draft: true, message: 'Dear Mo', note: 'Ask Ines' })
  await ada.put(talk, { draft_message: { message: '', note: null } })
  expect((await ada.get(talk)).body).toEqual({ has_draft: false })
  const endless = await ada.put(talk, { draft_message: { message: '', note: 'x'.repeat(150_001) } })
  expect([endless.status, endless.body.attributes]).toEqual([422, ['note']])
})

test('a draft is its writer’s own, and ends when it is emptied or thrown away', async () => {
  const { ada } = desk()
  const talk = `${await aTalk()}/draft_messages`
  expect((await ada.get(talk)).body).toEqual({ has_draft: false })
  await ada.put(talk, { draft_message: { message: 'Dear' } })
  await ada.patch(talk, { draft_message: { message: 'Dear Mo' } })
  expect((await ada.get(talk)).body).toEqual({ has_draft: true, message: 'Dear Mo' })
  expect((await at.ines.get(talk)).body).toEqual({ has_draft: false })
  await ada.put(talk, { draft_message: { message: ' ' } })
  expect((await ada.get(talk)).body).toEqual({ has_draft: false })
  await ada.put(talk, { message: 'Once more' })
  await ada.delete(talk)
  expect((await ada.get(talk)).body).toEqual({ has_draft: false })
  const endless = await ada.put(talk, { draft_message: { message: 'x'.repeat(150_001) } })
  expect(endless.status).toBe(422)
  expect(endless.body.attributes).toEqual(['message'])
})
