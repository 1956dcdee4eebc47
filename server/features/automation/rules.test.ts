import { beforeAll, expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aRule } from '../../testing/automation.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { aTeam } from '../../testing/teams.ts'
import { aWebsite, type TestAgent } from '../../testing/people.ts'

const desk = aDeskForAll()
let zoe: TestAgent
let inboxId: number
let teamId: number
let theirTeamId: number

beforeAll(async () => {
  zoe = await anotherCompany(desk())
  inboxId = (await aWebsite(desk().ada)).id
  teamId = (await aTeam(desk().ada, 'sales')).id
  theirTeamId = (await aTeam(zoe, 'theirs')).id
  const plan = { attribute_display_name: 'Plan', attribute_key: 'plan', attribute_display_type: 1 }
  await desk().ada.post('~/custom_attribute_definitions', { ...plan, attribute_model: 1 })
  await zoe.post('~/custom_attribute_definitions', { ...plan, attribute_key: 'theirs', attribute_model: 1 })
})

const create = (body: object) => desk().ada.post('~/automation_rules', body)
const adaId = () => desk().ada.user.id
const condition = (attribute_key: string, filter_operator: string, values: unknown, more: object = {}) => ({
  attribute_key,
  filter_operator,
  values,
  query_operator: null,
  ...more,
})

async function refusal(body: object) {
  const answer = await create({ ...aRule, ...body })
  return [answer.status, answer.body.attributes?.[0]]
}

test('a rule is created bare, and shown, listed, changed and cloned in a payload', async () => {
  const made = await create(aRule)
  expect(made.body).toMatchObject({
    name: 'Urgent words',
    active: true,
    event_name: 'message_created',
    actions: aRule.actions,
  })
  expect(made.body.created_on).toBeGreaterThan(1_700_000_000)
  const path = `~/automation_rules/${made.body.id}`
  expect((await desk().ada.get(path)).body).toEqual({ payload: made.body })
  const changed = await desk().ada.patch(path, { active: 'false', description: 'Shouts' })
  expect(changed.body.payload).toEqual({ ...made.body, active: false, description: 'Shouts' })
  const copy = (await desk().ada.post(`${path}/clone`)).body.payload
  expect({ ...copy, id: made.body.id, created_on: made.body.created_on }).toEqual(changed.body.payload)
  expect(copy.id).not.toBe(made.body.id)
  expect((await desk().ada.get('~/automation_rules')).body.payload).toContainEqual(copy)
  expect((await desk().ada.delete(path)).body).toEqual({})
  expect((await desk().ada.get(path)).status).toBe(404)
})

test('every condition and every action of the contract is kept as it was sent', async () => {
  const and = { query_operator: 'and' }
  const conditions = [
    condition('content', 'contains', ['broken'], { query_operator: 'OR' }),
    condition('status', 'attribute_changed', { from: ['open'], to: ['resolved'] }, and),
    condition('assignee_id', 'equal_to', [adaId()], and),
    condition('inbox_id', 'not_equal_to', [inboxId], and),
    condition('team_id', 'is_present', [], and),
    condition('private_note', 'equal_to', [false], and),
    condition('plan', 'is_greater_than', [3], { ...and, custom_attribute_type: 'contact_attribute' }),
    condition('email', 'is_not_present', null),
  ]
  const actions = [
    ['send_message', ['Hello']],
    ['add_private_note', ['Look']],
    ['add_label', ['vip', 'lamp-1']],
    ['assign_agent', [adaId()]],
    ['assign_team', [teamId]],
    ['change_priority', ['nil']],
    ['snooze_conversation', []],
    ['send_webhook_event', ['https://hook.example/in']],
    ['send_email_transcript', ['mo@home.example,{{contact.email}}']],
    ['send_email_to_team', [{ team_ids: [teamId], message: 'Look' }]],
  ].map(([action_name, action_params]) => ({ action_name, action_params }))
  const { status, body } = await create({ ...aRule, event_name: 'conversation_updated', conditions, actions })
  expect([status, body.message]).toEqual([200, undefined])
  expect(body.actions).toEqual(actions)
  expect(body.conditions[0]).toEqual({ ...conditions[0], query_operator: 'or', custom_attribute_type: '' })
  expect(body.conditions.map((one: { values: unknown }) => one.values)).toEqual([
    ...conditions.slice(0, -1).map((one) => one.values),
    [],
  ])
})

test('teams and custom attributes must be of the account, the attribute of what the row looks at', async () => {
  const custom = (key: string, kind: string) => [condition(key, 'is_present', [], { custom_attribute_type: kind })]
  const key = 'conditions[0].attribute_key'
  expect(await refusal({ conditions: custom('plan', 'contact_attribute') })).toEqual([200, undefined])
  expect(await refusal({ conditions: custom('plan', 'conversation_attribute') })).toEqual([422, key])
  expect(await refusal({ conditions: custom('theirs', 'contact_attribute') })).toEqual([422, key])
  const params = 'actions[0].action_params'
  for (const id of [theirTeamId, 999_999]) {
    const conditions = [condition('team_id', 'equal_to', [teamId, id])]
    expect(await refusal({ conditions })).toEqual([422, 'conditions[0].values'])
    const give = [{ action_name: 'assign_team', action_params: [id] }]
    expect(await refusal({ actions: give })).toEqual([422, params])
    const mail = [{ action_name: 'send_email_to_team', action_params: [{ team_ids: [teamId, id], message: 'Look' }] }]
    expect(await refusal({ actions: mail })).toEqual([422, params])
    const macro = await desk().ada.post('~/macros', { name: 'Give', visibility: 'global', actions: give })
    expect([macro.status, macro.body.attributes]).toEqual([422, [params]])
  }
})

const badConditions: [string, object[], string][] = [
  ['an unknown key', [condition('shoe_size', 'equal_to', ['44'])], 'conditions[0].attribute_key'],
  ['no key', [{}], 'conditions[0].attribute_key'],
  ['an operator that the key does not have', [condition('status', 'contains', ['o'])], 'conditions[0].filter_operator'],
  ['an unknown operator', [condition('content', 'rhymes_with', ['o'])], 'conditions[0].filter_operator'],
  ['an unknown value', [condition('status', 'equal_to', ['sleepy'])], 'conditions[0].values'],
  ['no value', [condition('content', 'contains', [])], 'conditions[0].values'],
  ['a nested value', [condition('content', 'contains', [{ a: 1 }])], 'conditions[0].values'],
  ['a change of nothing', [condition('status', 'attribute_changed', ['open'])], 'conditions[0].values'],
  ['an agent who is none', [condition('assignee_id', 'equal_to', [99_999])], 'conditions[0].values'],
  ['an inbox that is none', [condition('inbox_id', 'equal_to', ['99999'])], 'conditions[0].values'],
  [
    'a kind of attribute that is none',
    [condition('plan', 'equal_to', ['x'], { custom_attribute_type: 'moon' })],
    'conditions[0].custom_attribute_type',
  ],
  [
    'rows that nothing joins',
    [condition('content', 'contains', ['a']), condition('content', 'contains', ['b'])],
    'conditions[0].query_operator',
  ],
  [
    'a last row that asks for another',
    [condition('content', 'contains', ['a'], { query_operator: 'and' })],
    'conditions[0].query_operator',
  ],
]

for (const [what, conditions, field] of badConditions) {
  test(`a rule with ${what} is refused by the row and the field`, async () => {
    expect(await refusal({ conditions })).toEqual([422, field])
  })
}

const badActions: [string, string, unknown][] = [
  ['is unknown', 'make_coffee', []],
  ['says nothing', 'send_message', ['  ']],
  ['names no label', 'add_label', []],
  ['names a label with spaces', 'add_label', ['so it is']],
  ['names an agent of nowhere', 'assign_agent', [99_999]],
  ['is for macros only', 'assign_agent', ['self']],
  ['names a team by a word', 'assign_team', ['them']],
  ['calls no address', 'send_webhook_event', ['hook']],
  ['mails nobody', 'send_email_transcript', ['nobody']],
  ['mails no team', 'send_email_to_team', [{ team_ids: [], message: 'x' }]],
  ['asks for a status that is none', 'change_status', ['sleepy']],
  ['asks for a priority that is none', 'change_priority', ['never']],
  ['needs a file, which no rule keeps', 'send_attachment', ['blob']],
]

for (const [what, action_name, action_params] of badActions) {
  test(`a rule with an action that ${what} is refused by the row and the field`, async () => {
    const actions = [...aRule.actions, { action_name, action_params }]
    const field = action_name === 'make_coffee' ? 'actions[1].action_name' : 'actions[1].action_params'
    expect(await refusal({ actions })).toEqual([422, field])
  })
}

test('a rule without name, event or action is refused, and nothing is kept of it', async () => {
  const before = (await desk().ada.get('~/automation_rules')).body.payload.length
  expect(await refusal({ name: ' ' })).toEqual([422, 'name'])
  expect(await refusal({ event_name: 'full_moon' })).toEqual([422, 'event_name'])
  expect(await refusal({ actions: [] })).toEqual([422, 'actions'])
  expect(await refusal({ conditions: 'all' })).toEqual([422, 'conditions.0'])
  expect(await refusal({ conditions: Array.from({ length: 101 }, () => aRule.conditions[0]) })).toEqual([
    422,
    'conditions',
  ])
  expect((await desk().ada.get('~/automation_rules')).body.payload).toHaveLength(before)
})

test('rules of one account are not to be had in another, and cannot speak of its people', async () => {
  const { id } = (await create(aRule)).body
  expect((await zoe.get('~/automation_rules')).body.payload).toEqual([])
  for (const call of [
    zoe.get(`~/automation_rules/${id}`),
    zoe.patch(`~/automation_rules/${id}`, { active: false }),
    zoe.post(`~/automation_rules/${id}/clone`),
    zoe.delete(`~/automation_rules/${id}`),
  ]) {
    expect((await call).status).toBe(404)
  }
  const actions = [{ action_name: 'assign_agent', action_params: [adaId()] }]
  expect((await zoe.post('~/automation_rules', { ...aRule, actions })).status).toBe(422)
})
