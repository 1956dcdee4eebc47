import { beforeEach, expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { actionRows, conditionRows, type ActionRow, type ConditionRow } from '../../testing/automation.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { furnish, type Furnished } from '../../testing/furnished.ts'
import { aTeam } from '../../testing/teams.ts'

let desk: TestDesk
let at: Furnished

beforeEach(async () => {
  desk = await aDesk()
  at = await furnish(desk)
  await desk.settle()
})

async function aRule(event_name: string, conditions: ConditionRow[], actions: ActionRow[]): Promise<number> {
  const rule = {
    name: `On ${event_name}`,
    event_name,
    conditions: conditionRows(conditions),
    actions: actionRows(actions),
  }
  const { status, body } = await desk.ada.post('~/automation_rules', rule)
  expect([status, body.message]).toEqual([200, undefined])
  return body.id
}

const shown = async (number = at.conversation) => (await desk.ada.get(`~/conversations/${number}`)).body
const thread = async (number = at.conversation) =>
  (await desk.ada.get(`~/conversations/${number}/messages`)).body.payload as Line[]
interface Line {
  content: string
  private: boolean
  message_type: number
  sender?: object
  content_attributes: object
}
const runsOf = async (rule: number) => (await desk.ada.get(`~/automation_rules/${rule}/runs`)).body.payload
const customerWrites = async (content: string) => {
  await at.mo.post('/messages', { message: { content } })
  await desk.settle()
}
const change = async (path: string, body: object) => {
  expect((await desk.ada.post(`~/conversations/${at.conversation}/${path}`, body)).status).toBe(200)
  await desk.settle()
}

test('a rule looks at what is written, and acts on what it looks for', async () => {
  const rule = await aRule(
    'message_created',
    [['content', 'contains', ['broken']]],
    [
      ['add_label', 'vip'],
      ['change_priority', 'urgent'],
    ],
  )
  await customerWrites('Hello')
  expect((await shown()).labels).not.toContain('vip')
  await customerWrites('My lamp is BROKEN')
  expect(await shown()).toMatchObject({ labels: expect.arrayContaining(['vip']), priority: 'urgent' })
  // The line that tells of it names the rule too.
  const told = (await thread()).findLast(({ message_type }) => message_type === 2)
  expect(told?.content_attributes).toMatchObject({ automation_rule_id: rule })
  expect(await runsOf(rule)).toMatchObject([
    {
      rule_id: rule,
      conversation_id: at.conversation,
      event: 'message.created',
      outcome: 'done',
      actions: [
        { action_name: 'add_label', done: true, reason: null },
        { action_name: 'change_priority', done: true, reason: null },
      ],
    },
  ])
})

test('what a rule writes is in nobody’s name, says which rule it was, and does not answer the customer’s waiting', async () => {
  const conditions: ConditionRow[] = [['message_type', 'equal_to', ['incoming']]]
  const rule = await aRule('message_created', conditions, [
    ['send_message', 'We look into it'],
    ['add_private_note', 'Hm'],
  ])
  await customerWrites('Where is it?')
  const lines = (await thread()).filter(({ content_attributes }) => 'automation_rule_id' in content_attributes)
  expect(lines).toMatchObject([
    { content: 'We look into it', private: false, message_type: 1, content_attributes: { automation_rule_id: rule } },
    { content: 'Hm', private: true, message_type: 1 },
  ])
  expect(lines.every(({ sender }) => !sender)).toBe(true)
  expect((await shown()).waiting_since).toBeGreaterThan(0)
  expect((await at.mo.get('/messages')).body.payload.map(({ content }: Line) => content)).toContain('We look into it')
})

test('two rules that are written to start each other do not', async () => {
  const first = await aRule(
    'conversation_updated',
    [['labels', 'equal_to', ['ping']]],
    [
      ['add_label', 'pong'],
      ['remove_label', 'ping'],
    ],
  )
  const second = await aRule(
    'conversation_updated',
    [['labels', 'equal_to', ['pong']]],
    [
      ['add_label', 'ping'],
      ['remove_label', 'pong'],
    ],
  )
  await change('labels', { labels: ['ping'] })
  expect((await runsOf(first)).length + (await runsOf(second)).length).toBeLessThanOrEqual(2)
  expect(await runsOf(first)).toHaveLength(1)
})

test('rules run in their order, each sees what those before have done, and a rule that is off does not run', async () => {
  await aRule('conversation_resolved', [], [['add_label', 'one']])
  const second = await aRule('conversation_resolved', [['labels', 'equal_to', ['one']]], [['add_label', 'two']])
  const off = await aRule('conversation_resolved', [], [['add_label', 'never']])
  await desk.ada.patch(`~/automation_rules/${off}`, { active: false })
  await change('toggle_status', { status: 'resolved' })
  expect((await shown()).labels).toEqual(expect.arrayContaining(['one', 'two']))
  expect((await shown()).labels).not.toContain('never')
  expect(await runsOf(second)).toHaveLength(1)
})

const occasions: [string, () => Promise<void>][] = [
  ['conversation_resolved', () => change('toggle_status', { status: 'resolved' })],
  ['conversation_updated', () => change('toggle_priority', { priority: 'low' })],
  ['conversation_updated', () => change('assignments', { assignee_id: desk.ada.user.id })],
  ['conversation_updated', () => change('custom_attributes', { custom_attributes: { plan: 'gold' } })],
  [
    'conversation_opened',
    async () => {
      await change('toggle_status', { status: 'resolved' })
      await change('toggle_status', { status: 'open' })
    },
  ],
]
for (const [index, [name, happens]] of occasions.entries()) {
  test(`${name} is what a rule can wait for (${index + 1})`, async () => {
    const rule = await aRule(name, [], [['add_label', 'seen']])
    await happens()
    expect(await runsOf(rule)).toHaveLength(1)
  })
}

test('conversation_created looks at the first message, and not where a machine wrote', async () => {
  const rule = await aRule('conversation_created', [['content', 'starts_with', ['Hello']]], [['add_label', 'new']])
  await at.kim.post('@/conversations', {})
  await desk.settle()
  const before = (await runsOf(rule)).length
  const { body } = await desk.ada.post('~/conversations', {
    inbox_id: at.apiInbox.id,
    contact_id: (await desk.ada.get(`~/conversations/${at.conversation}`)).body.meta.sender.id,
    message: { content: 'Hello again' },
  })
  await desk.settle()
  expect(body.id).toBeGreaterThan(0)
  expect(await runsOf(rule)).toHaveLength(before + 1)
})

test('attribute_changed holds for the change that it names, and for no other', async () => {
  const rule = await aRule(
    'conversation_updated',
    [['status', 'attribute_changed', { from: ['open'], to: ['snoozed'] }]],
    [['add_label', 'sleeps']],
  )
  const given = await aRule(
    'conversation_updated',
    [['assignee_id', 'attribute_changed', { from: [], to: [desk.ada.user.id] }]],
    [['add_label', 'adas']],
  )
  await change('toggle_status', { status: 'resolved' })
  await change('toggle_status', { status: 'open' })
  expect(await runsOf(rule)).toEqual([])
  await change('toggle_status', { status: 'snoozed' })
  expect(await runsOf(rule)).toHaveLength(1)
  expect(await runsOf(given)).toEqual([])
  await change('assignments', { assignee_id: desk.ada.user.id })
  expect(await runsOf(given)).toHaveLength(1)
})

test('and binds tighter than or, and what a custom attribute of the customer says counts', async () => {
  await desk.ada.post('~/custom_attribute_definitions', {
    attribute_display_name: 'Plan',
    attribute_key: 'plan',
    attribute_display_type: 0,
    attribute_model: 1,
  })
  const rule = await aRule(
    'message_created',
    [
      ['content', 'contains', ['nobody says this'], 'and'],
      ['status', 'equal_to', ['open'], 'or'],
      ['plan', 'equal_to', ['gold'], 'and', 'contact_attribute'],
      ['private_note', 'equal_to', [false]],
    ],
    [['add_label', 'gold']],
  )
  await customerWrites('Hi')
  expect(await runsOf(rule)).toEqual([])
  const { id } = (await shown()).meta.sender
  await desk.ada.patch(`~/contacts/${id}`, { custom_attributes: { plan: 'Gold' } })
  await customerWrites('Hi again')
  expect(await runsOf(rule)).toHaveLength(1)
})

test('an action that cannot be done is left out with its reason, and the others are done', async () => {
  const team = await aTeam(desk.ada, 'gone soon')
  const actions: ActionRow[] = [
    ['assign_team', team.id],
    ['send_email_transcript', 'mo@home.example'],
    ['add_label', 'done'],
  ]
  const rule = await aRule('message_created', [], actions)
  await desk.ada.delete(`~/teams/${team.id}`)
  await customerWrites('Hi')
  const [run] = await runsOf(rule)
  expect(run.actions).toMatchObject([
    { action_name: 'assign_team', done: false, reason: expect.stringContaining('team_id') },
    { action_name: 'send_email_transcript', done: false, reason: expect.stringContaining('mail') },
    { action_name: 'add_label', done: true, reason: null },
  ])
  expect((await shown()).labels).toContain('done')
})

test('a rule whose conditions mean nothing any more is switched off with the reason, until somebody changes it', async () => {
  const attribute = {
    attribute_display_name: 'Plan',
    attribute_key: 'plan',
    attribute_display_type: 0,
    attribute_model: 0,
  }
  const { body } = await desk.ada.post('~/custom_attribute_definitions', attribute)
  const rule = await aRule(
    'message_created',
    [['plan', 'is_present', [], undefined, 'conversation_attribute']],
    [['add_label', 'x']],
  )
  await desk.ada.delete(`~/custom_attribute_definitions/${body.id}`)
  await customerWrites('Hi')
  const broken = (await desk.ada.get(`~/automation_rules/${rule}`)).body.payload
  expect(broken).toMatchObject({ active: false, broken_reason: expect.stringContaining('plan') })
  const mended = await desk.ada.patch(`~/automation_rules/${rule}`, { conditions: [], active: true })
  expect(mended.body.payload).toMatchObject({ active: true, broken_reason: null })
})

test('a rule that runs again and again in one conversation is held back', async () => {
  const rule = await aRule('message_created', [], [['add_label', 'loop']])
  for (let turn = 0; turn < 32; turn++) await at.mo.post('/messages', { message: { content: `Word ${turn}` } })
  await desk.settle()
  const outcomes = await desk.database.pool.query(
    'select outcome, count(*)::integer as n from automation_runs where rule_id = $1 group by outcome order by outcome',
    [rule],
  )
  expect(outcomes.rows).toEqual([
    { outcome: 'done', n: 30 },
    { outcome: 'held_back', n: 2 },
  ])
  desk.pass(11 * 60)
  await customerWrites('Later')
  expect((await runsOf(rule))[0].outcome).toBe('done')
})

test('whoever sees a conversation sees which rules did what in it; another company has neither rules nor runs of it', async () => {
  const zoe = await anotherCompany(desk)
  const rule = await aRule('message_created', [], [['add_label', 'seen']])
  await customerWrites('Hi')
  const seen = await at.ines.get(`~/conversations/${at.conversation}/automation_runs`)
  expect(seen.body.payload).toMatchObject([{ rule_id: rule, rule_name: 'On message_created' }])
  expect((await zoe.get(`~/automation_rules/${rule}/runs`)).status).toBe(404)
  expect((await zoe.get(`~/conversations/${at.conversation}/automation_runs`)).status).toBe(404)
  const { payload } = (await desk.ada.get(`~/automation_rules/${rule}/runs?before=${seen.body.payload[0].id}`)).body
  expect(payload).toEqual([])
})

test('an account without rules pays one look for an event, and no unit of work', async () => {
  await customerWrites('Hi')
  const { rows } = await desk.database.pool.query("select 1 from event_reactions where subscriber like 'run-rules%'")
  expect(rows).toEqual([])
})
