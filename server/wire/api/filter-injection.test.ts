import { beforeAll, expect, test } from 'vitest'
import { aDeskForAll } from '../../testing/desk.ts'
import { furnish } from '../../testing/furnished.ts'

const desk = aDeskForAll()

beforeAll(async () => {
  await furnish(desk())
  await desk().ada.post('~/custom_attribute_definitions', {
    attribute_key: 'seats',
    attribute_display_name: 'Seats',
    attribute_display_type: 'number',
    attribute_model: 0,
  })
})

const row = (attribute_key: string, filter_operator: string, values: unknown = []) => ({
  attribute_key,
  filter_operator,
  values,
  query_operator: null,
})

async function found(payload: object[]): Promise<unknown[]> {
  const answer = await desk().ada.post('~/conversations/filter', { payload })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body.payload
}

// Each of these would do something if it were ever a part of a statement instead of a parameter of it.
const POISON = [
  `'; drop table conversations; --`,
  `' or '1'='1`,
  `") or true or ("`,
  `$1`,
  `$$; select pg_sleep(60); $$`,
  `\\'; select 1/0; --`,
  `{a,b}`,
  `','}'::text[]) or true--`,
  `%' escape '`,
  `/* */ union select * from users --`,
  'a\0b',
  '\u{1f980}\ud800',
  `conversations.id`,
  `->>`,
  '${sql.raw}',
]

test('what is written to break a statement is a value that nothing equals, or is refused, and never runs', async () => {
  const { ada } = desk()
  const keys = ['referer', 'labels', 'status', 'display_id', 'created_at', 'seats', 'assignee_id', 'priority']
  const operators = ['equal_to', 'contains', 'starts_with', 'is_less_than', 'days_before']
  for (const poison of POISON) {
    for (const key of keys) {
      for (const operator of operators) {
        const { status, body } = await ada.post('~/conversations/filter', { payload: [row(key, operator, [poison])] })
        expect([200, 422], `${key} ${operator} ${poison}`).toContain(status)
        if (status === 200) expect(body.payload).toEqual([])
      }
    }
    for (const asked of [row(poison, 'equal_to', ['x']), row('status', poison, ['open'])]) {
      expect((await ada.post('~/conversations/filter', { payload: [asked] })).status).toBe(422)
      expect((await ada.post('~/contacts/filter', { payload: [asked] })).status).toBe(422)
    }
    const contacts = await ada.post('~/contacts/filter', { payload: [row('name', 'contains', [poison])] })
    expect([contacts.status, contacts.body.payload]).toEqual([200, []])
  }
  expect(await found([row('status', 'equal_to', ['all'])])).toHaveLength(2)
})

test('what is written to break a statement is an honest key where somebody defined an attribute by it', async () => {
  const { ada } = desk()
  for (const [index, poison] of POISON.entries()) {
    const key = poison.replaceAll(/[\0\ud800]/g, '')
    const made = await ada.post('~/custom_attribute_definitions', {
      attribute_key: key,
      attribute_display_name: 'Odd',
      attribute_display_type: ['text', 'number', 'date', 'checkbox'][index % 4],
      attribute_model: 0,
    })
    expect(made.status, key).toBe(200)
    expect(await found([row(key, 'is_present')])).toEqual([])
    expect(await found([row(key, 'is_not_present')])).toHaveLength(2)
  }
})
