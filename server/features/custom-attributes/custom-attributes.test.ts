import { expect, test } from 'vitest'
import { CONTACT_FILTER_KEYS } from '../contacts/index.ts'
import { CONVERSATION_FILTER_KEYS } from '../conversations/index.ts'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { STANDARD_KEYS } from './index.ts'

const desk = aDeskForAll()

const plan = {
  attribute_display_name: 'Plan',
  attribute_key: 'plan',
  attribute_display_type: 6,
  attribute_values: ['gold', 'silver', 'gold'],
  attribute_model: 1,
}
const define = (body: object) => desk().ada.post('~/custom_attribute_definitions', body)

test('type and model are taken as numbers or words, and given as words', async () => {
  const { body } = await define(plan)
  expect(body).toMatchObject({
    attribute_display_type: 'list',
    attribute_model: 'contact_attribute',
    attribute_values: ['gold', 'silver'],
    attribute_description: null,
    regex_pattern: null,
    default_value: null,
  })
  const words = { ...plan, attribute_display_type: 'checkbox', attribute_model: 'company_attribute' }
  expect((await define({ custom_attribute_definition: words })).body).toMatchObject({
    attribute_display_type: 'checkbox',
    attribute_model: 'company_attribute',
  })
})

test('the list is of one model, or of all', async () => {
  await define({ ...plan, attribute_key: 'tier', attribute_model: '0' })
  const keys = async (query: string) =>
    (await desk().ada.get(`~/custom_attribute_definitions${query}`)).body.map(
      (one: { attribute_key: string }) => one.attribute_key,
    )
  expect(await keys('?attribute_model=0')).toEqual(['tier'])
  expect(await keys('?attribute_model=contact_attribute')).toEqual(['plan'])
  expect(await keys('')).toEqual(['plan', 'plan', 'tier'])
})

test('a key is defined once for each model', async () => {
  const again = await define(plan)
  expect([again.status, again.body.attributes]).toEqual([422, ['attribute_key']])
  expect((await define({ ...plan, attribute_model: 0 })).status).toBe(200)
})

test('what everybody has anyway cannot be defined', async () => {
  for (const [attribute_model, key] of [
    [0, 'status'],
    [0, 'labels'],
    [1, 'email'],
    [1, ' name '],
  ] as const) {
    const answer = await define({ ...plan, attribute_model, attribute_key: key })
    expect([answer.status, answer.body.attributes]).toEqual([422, ['attribute_key']])
  }
  expect((await define({ ...plan, attribute_model: 0, attribute_key: 'email' })).status).toBe(200)
})

test('every key that filters know is standard', () => {
  for (const key of CONVERSATION_FILTER_KEYS.keys()) expect(STANDARD_KEYS.conversation).toContain(key)
  for (const key of CONTACT_FILTER_KEYS.keys()) expect(STANDARD_KEYS.contact).toContain(key)
})

test('a pattern is a regular expression for texts, and its cue goes with it', async () => {
  const text = { ...plan, attribute_key: 'code', attribute_display_type: 'text', attribute_values: [] }
  const wrong = [
    ['regex_pattern', { ...text, regex_pattern: '(' }],
    ['regex_pattern', { ...text, regex_pattern: '^a$', attribute_display_type: 'number' }],
    ['regex_cue', { ...text, regex_cue: 'Six digits' }],
  ] as const
  for (const [field, body] of wrong) {
    const answer = await define(body)
    expect([answer.status, answer.body.attributes], JSON.stringify(body)).toEqual([422, [field]])
  }
  const { body } = await define({ ...text, regex_pattern: '^\\d{6}$', regex_cue: 'Six digits' })
  expect(body).toMatchObject({ regex_pattern: '^\\d{6}$', regex_cue: 'Six digits' })
  const path = `~/custom_attribute_definitions/${body.id}`
  const renamed = await desk().ada.patch(path, { attribute_display_name: 'Order code' })
  expect(renamed.body).toMatchObject({ attribute_display_name: 'Order code', regex_cue: 'Six digits' })
  const freed = await desk().ada.patch(path, { regex_pattern: 'null' })
  expect(freed.body).toMatchObject({ regex_pattern: null, regex_cue: null })
})

test('what does not fit is refused by its field', async () => {
  const wrong = [
    ['attribute_display_type', { ...plan, attribute_display_type: 8 }],
    ['attribute_model', { ...plan, attribute_model: 3 }],
    ['attribute_model', { ...plan, attribute_model: undefined }],
    ['attribute_key', { ...plan, attribute_key: '' }],
    ['attribute_display_name', { ...plan, attribute_key: 'nameless', attribute_display_name: undefined }],
    ['attribute_values', { ...plan, attribute_key: 'blank', attribute_values: [''] }],
  ] as const
  for (const [field, body] of wrong) {
    const answer = await define(body)
    expect([answer.status, answer.body.attributes], JSON.stringify(body)).toEqual([422, [field]])
  }
})

test('another company neither sees nor changes them', async () => {
  const zoe = await anotherCompany(desk())
  const [first] = (await desk().ada.get('~/custom_attribute_definitions')).body
  const path = `~/custom_attribute_definitions/${first.id}`
  expect((await zoe.get('~/custom_attribute_definitions')).body).toEqual([])
  for (const answer of [await zoe.get(path), await zoe.patch(path, {}), await zoe.delete(path)]) {
    expect(answer.status).toBe(404)
  }
  expect((await desk().ada.delete(path)).status).toBe(204)
  expect((await desk().ada.get(path)).status).toBe(404)
})
