import { beforeEach, expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { furnish, type Furnished } from '../../testing/furnished.ts'
import { anAgent, aVisitor, type TestAgent } from '../../testing/people.ts'
import { aTeam } from '../../testing/teams.ts'
import { runMacro } from './index.ts'

let desk: TestDesk
let at: Furnished

beforeEach(async () => {
  desk = await aDesk()
  at = await furnish(desk)
})

type ActionRow = [name: string, ...params: unknown[]]

async function aMacro(who: TestAgent, rows: ActionRow[], visibility = 'global'): Promise<number> {
  const actions = rows.map(([action_name, ...action_params]) => ({ action_name, action_params }))
  const { status, body } = await who.post('~/macros', { name: 'Macro', visibility, actions })
  expect([status, body.error]).toEqual([200, undefined])
  return body.payload.id
}

/** Runs actions as a macro of somebody's and waits until they are done. */
async function runs(who: TestAgent, rows: ActionRow[], numbers = [at.conversation]) {
  const id = await aMacro(who, rows)
  const answer = await who.post(`~/macros/${id}/execute`, { conversation_ids: numbers })
  expect([answer.status, answer.body]).toEqual([200, {}])
  await desk.settle()
}

const shown = async (number = at.conversation) => (await desk.ada.get(`~/conversations/${number}`)).body
const thread = async (number = at.conversation) =>
  (await desk.ada.get(`~/conversations/${number}/messages`)).body.payload as Line[]
interface Line {
  content: string
  private: boolean
  message_type: number
  sender?: { id: number }
}
const said = async () => (await thread()).map(({ content }) => content)
const queued = async () => {
  const { rows } = await desk.database.pool.query(
    "select count(*)::integer as n from graphile_worker.jobs where task_identifier = 'run-macro'",
  )
  return rows[0].n as number
}

test('a message is sent to the customer, and a note left, by whoever ran the macro', async () => {
  await runs(at.ines, [
    ['send_message', 'We send a new lamp'],
    ['add_private_note', 'Third time this month'],
  ])
  const lines = (await thread()).filter(({ message_type }) => message_type === 1)
  expect(lines).toMatchObject([
    { content: 'We send a new lamp', private: false, sender: { id: at.ines.user.id } },
    { content: 'Third time this month', private: true, sender: { id: at.ines.user.id } },
  ])
  const { body } = await at.mo.get('/messages')
  const heard = new Set(body.payload.map(({ content }: Line) => content))
  expect([heard.has('We send a new lamp'), heard.has('Third time this month')]).toEqual([true, false])
})

test('labels are added and taken away, and the thread tells who did it', async () => {
  await runs(at.ines, [['add_label', 'vip', 'lamps']])
  expect((await shown()).labels.toSorted()).toEqual(['lamps', 'vip'])
  await runs(at.ines, [['remove_label', 'vip', 'unknown']])
  expect((await shown()).labels).toEqual(['lamps'])
  expect(await said()).toEqual(expect.arrayContaining(['Ines added vip, lamps', 'Ines removed vip']))
})

test('the conversation is given to an agent, to oneself, to who answered last, or to nobody', async () => {
  const assignee = async () => (await shown()).meta.assignee?.id
  await runs(desk.ada, [['assign_agent', at.ines.user.id]])
  expect(await assignee()).toBe(at.ines.user.id)
  // Nobody has answered yet.
  await runs(desk.ada, [['assign_agent', 'last_responding_agent']])
  expect(await assignee()).toBe(at.ines.user.id)
  await runs(desk.ada, [['assign_agent', 'self']])
  expect(await assignee()).toBe(desk.ada.user.id)
  await at.ines.post(`~/conversations/${at.conversation}/messages`, { content: 'I have it' })
  await desk.ada.post(`~/conversations/${at.conversation}/messages`, { content: 'A note', private: true })
  await runs(desk.ada, [['assign_agent', 'last_responding_agent']])
  expect(await assignee()).toBe(at.ines.user.id)
  await runs(desk.ada, [['remove_assigned_agent']])
  expect(await assignee()).toBeUndefined()
  await runs(desk.ada, [
    ['assign_agent', at.ines.user.id],
    ['assign_agent', 'nil'],
  ])
  expect(await assignee()).toBeUndefined()
  expect(await said()).toEqual(
    expect.arrayContaining(['Ada assigned the conversation to Ines', 'Ada took the conversation']),
  )
})

test('the conversation is given to a team, which gives it to a member, and is taken from it', async () => {
  const team = await aTeam(desk.ada, 'sales', [at.ines])
  await runs(desk.ada, [['assign_team', team.id]])
  expect((await shown()).meta).toMatchObject({ team: { id: team.id }, assignee: { id: at.ines.user.id } })
  await runs(desk.ada, [['remove_assigned_team']])
  expect((await shown()).meta).not.toHaveProperty('team')
  await runs(desk.ada, [
    ['assign_team', team.id],
    ['assign_team', 'nil'],
  ])
  expect((await shown()).meta).not.toHaveProperty('team')
})

test('the status is changed, the conversation resolved, and snoozed until the customer writes', async () => {
  await runs(at.ines, [['change_status', 'pending']])
  expect((await shown()).status).toBe('pending')
  await runs(at.ines, [['resolve_conversation']])
  expect((await shown()).status).toBe('resolved')
  await runs(at.ines, [['change_status', 'open'], ['snooze_conversation']])
  expect(await shown()).toMatchObject({ status: 'snoozed', snoozed_until: null })
  await at.mo.writes('Any news?')
  expect((await shown()).status).toBe('open')
  expect(await said()).toEqual(
    expect.arrayContaining(['Ines resolved the conversation', 'Ines snoozed the conversation']),
  )
})

test('the priority is set and taken away, and the contact muted', async () => {
  await runs(at.ines, [['change_priority', 'urgent']])
  expect((await shown()).priority).toBe('urgent')
  await runs(at.ines, [['change_priority', 'nil'], ['mute_conversation']])
  expect(await shown()).toMatchObject({ priority: null, muted: true, status: 'resolved' })
})

test('actions are done in their order, on each conversation in its turn', async () => {
  const { body } = await (await aVisitor(desk.app, at.website.website_token)).writes('Lu here')
  const numbers = [body.conversation_id, at.conversation, body.conversation_id]
  await runs(
    at.ines,
    [['add_label', 'one'], ['send_message', 'Bye'], ['remove_label', 'one'], ['resolve_conversation']],
    numbers,
  )
  for (const number of new Set(numbers)) {
    const all = (await thread(number)).map(({ content }) => content)
    const mine = all.slice(all.indexOf('Ines added one'))
    expect(mine.slice(0, 4)).toEqual(['Ines added one', 'Bye', 'Ines removed one', 'Ines resolved the conversation'])
    expect(await shown(number)).toMatchObject({ status: 'resolved', labels: [] })
  }
})

test('what names a team or an agent that is gone is left out, and the rest is done; a label is any word', async () => {
  const team = await aTeam(desk.ada, 'sales', [at.ines])
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben', inboxIds: [at.website.id] })
  const label = (await desk.ada.post('~/labels', { title: 'old' })).body
  const rows: ActionRow[] = [
    ['assign_team', team.id],
    ['assign_agent', ben.user.id],
    ['add_label', 'old'],
    ['change_priority', 'low'],
  ]
  const id = await aMacro(desk.ada, rows)
  await desk.ada.delete(`~/teams/${team.id}`)
  await desk.ada.delete(`~/agents/${ben.user.id}`)
  await desk.ada.delete(`~/labels/${label.id}`)
  await desk.settle()
  await desk.ada.post(`~/macros/${id}/execute`, { conversation_ids: [at.conversation] })
  await desk.settle()
  const one = await shown()
  expect(one).toMatchObject({ priority: 'low', labels: ['old'] })
  expect([one.meta.team, one.meta.assignee]).toEqual([undefined, undefined])
})

test('an agent who may not have the conversation does not get it', async () => {
  await runs(desk.ada, [
    ['assign_agent', at.otto.user.id],
    ['add_label', 'tried'],
  ])
  const one = await shown()
  expect([one.meta.assignee, one.labels]).toEqual([undefined, ['tried']])
})

test('what the caller may not see is untouched, and the others are done', async () => {
  await runs(at.ines, [['resolve_conversation']], [at.kim.conversation, 999_999, at.conversation])
  expect([(await shown(at.kim.conversation)).status, (await shown()).status]).toEqual(['open', 'resolved'])
  await desk.ada.post(`~/conversations/${at.conversation}/toggle_status`, { status: 'open' })
  const id = await aMacro(desk.ada, [['resolve_conversation']])
  expect((await at.otto.post(`~/macros/${id}/execute`, { conversation_ids: [at.conversation] })).status).toBe(200)
  const zoe = await anotherCompany(desk)
  await runs(zoe, [['resolve_conversation']])
  await desk.settle()
  expect((await shown()).status).toBe('open')
})

test("somebody else's own macro, and one of another account, is not there", async () => {
  const id = await aMacro(at.ines, [['resolve_conversation']], 'personal')
  const zoe = await anotherCompany(desk)
  for (const who of [desk.ada, at.otto, zoe]) {
    expect((await who.post(`~/macros/${id}/execute`, { conversation_ids: [at.conversation] })).status).toBe(404)
  }
  expect(await queued()).toBe(0)
})

test('rubbish, and a macro with what cannot be done yet, is refused by name before anything is queued', async () => {
  const id = await aMacro(desk.ada, [['resolve_conversation']])
  for (const conversation_ids of [undefined, [], ['x'], [-1], 'all', Array.from({ length: 5001 }, (_, n) => n + 1)]) {
    expect((await desk.ada.post(`~/macros/${id}/execute`, { conversation_ids })).status).toBe(422)
  }
  const wanting = await aMacro(desk.ada, [['resolve_conversation'], ['send_webhook_event', 'https://hook.example']])
  const { status, body } = await desk.ada.post(`~/macros/${wanting}/execute`, { conversation_ids: [at.conversation] })
  expect([status, body.attributes]).toEqual([422, ['actions[1]']])
  expect(body.error).toContain('send_webhook_event cannot be done yet')
  expect(await queued()).toBe(0)
})

test('a job that starts again writes nothing twice', async () => {
  const actions = [
    { name: 'send_message', params: ['Bye'] },
    { name: 'add_private_note', params: ['Done'] },
    { name: 'resolve_conversation', params: [] },
  ]
  const payload = {
    accountId: desk.accountId,
    userId: desk.ada.user.id,
    run: 'one',
    actions,
    numbers: [at.conversation],
  }
  const nobody = async () => []
  const reach = { installation: desk.ports.mail.installation, sendTranscript: async () => false }
  const parts = { ...desk.ports, reach }
  await runMacro(parts, payload, nobody)
  const before = await said()
  await runMacro(parts, payload, nobody)
  expect(await said()).toEqual(before)
  await runMacro(parts, { ...payload, run: 'two' }, nobody)
  expect((await said()).filter((text) => text === 'Bye')).toHaveLength(2)
})

test('a run that is asked for again under its name writes nothing twice', async () => {
  const id = await aMacro(at.ines, [['send_message', 'Bye'], ['resolve_conversation']])
  const conversation_ids = [at.conversation]
  for (const run of ['one', 'one', 'two']) {
    expect((await at.ines.post(`~/macros/${id}/execute`, { conversation_ids, run })).status).toBe(200)
    await desk.settle()
  }
  expect((await said()).filter((text) => text === 'Bye')).toHaveLength(2)
  const other = await aMacro(at.ines, [['send_message', 'Bye']])
  await at.ines.post(`~/macros/${other}/execute`, { conversation_ids, run: 'one' })
  await desk.settle()
  expect((await said()).filter((text) => text === 'Bye')).toHaveLength(3)
  const { status, body } = await at.ines.post(`~/macros/${id}/execute`, { conversation_ids, run: 'x'.repeat(101) })
  expect([status, body.attributes]).toEqual([422, ['run']])
})

test('a macro of somebody who has left meanwhile does nothing', async () => {
  const id = await aMacro(at.ines, [['resolve_conversation']])
  await at.ines.post(`~/macros/${id}/execute`, { conversation_ids: [at.conversation] })
  await desk.ada.delete(`~/agents/${at.ines.user.id}`)
  await desk.settle()
  expect((await shown()).status).toBe('open')
})
