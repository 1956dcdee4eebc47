import { beforeAll, expect, test } from 'vitest'
import { actionRows, conditionRows } from '../../testing/automation.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { furnish, type Furnished } from '../../testing/furnished.ts'

const desk = aDeskForAll()
let at: Furnished

beforeAll(async () => {
  at = await furnish(desk())
})

const attempt = (body: object) => desk().ada.post('~/automation_rules/try', body)
const shown = async () => (await desk().ada.get(`~/conversations/${at.conversation}`)).body

test('a trial says what a rule would touch and change, and does nothing', async () => {
  const before = await shown()
  const conditions = conditionRows([['status', 'equal_to', ['open']]])
  const actions = actionRows([
    ['change_status', 'open'],
    ['add_label', 'tried'],
    ['send_message', 'Hi'],
  ])
  const { status, body } = await attempt({ conditions, actions })
  expect(status).toBe(200)
  expect(body.looked_at).toBeGreaterThanOrEqual(body.matched)
  const one = body.conversations.find(({ id }: { id: number }) => id === at.conversation)
  expect(one.actions).toEqual([
    { action_name: 'change_status', changes: false },
    { action_name: 'add_label', changes: true },
    { action_name: 'send_message', changes: true },
  ])
  expect(await shown()).toEqual(before)
})

test('a trial of what makes no sense is refused by the row and the field', async () => {
  const conditions = conditionRows([['moon', 'equal_to', ['1']]])
  const wrong = await attempt({ conditions, actions: actionRows([['add_label', 'tried']]) })
  expect([wrong.status, wrong.body.attributes]).toEqual([422, ['conditions[0].attribute_key']])
})
