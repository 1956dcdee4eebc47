import { beforeAll, expect, test } from 'vitest'
import { aDeskForAll } from '../../testing/desk.ts'
import { holds, type Facts, type Kind, type SentRow } from '../../testing/filter-reason.ts'
import { aWebsite, anAgent } from '../../testing/people.ts'
import { dice, type Dice } from '../../testing/rubbish.ts'

const SEED = 20_260_501
const TALKS = 70
const FILTERS = 150

const desk = aDeskForAll()
const talks: Facts[] = []
const people: Facts[] = []
let inboxIds: number[]
let agentIds: number[]

const WORDS = ['Lamp', 'lamp shade', '100%', 'a_b', 'aXb', 'É', '', 'back\\slash', '5', '5.0']
const LABELS = ['vip', 'late', 'fragile']
const DAYS = ['2026-04-29', '2026-04-30', '2026-05-01', '2026-05-02']
const STATUSES = ['open', 'resolved', 'pending', 'snoozed']
const PRIORITIES = ['low', 'medium', 'high', 'urgent']

// One of each type, for both owners. What is stored need not be what the type says.
const ATTRIBUTES: [key: string, type: string, kind: Kind, stored: unknown[], read: (stored: unknown) => unknown][] = [
  ['note', 'text', 'text', [...WORDS, 7, true, null], (value) => (value === null ? null : String(value))],
  ['plan', 'list', 'text', ['gold', 'Silver', null], (value) => value],
  ['seats', 'number', 'number', [1, 2.5, '2.5', '-3', 'many', null, true], numberIn],
  ['due', 'date', 'day', [...DAYS, '2026-05-01T23:59:00.000Z', 'soon', null, 20_260_501], dayIn],
  ['paid', 'checkbox', 'flag', [true, false, 'true', 'perhaps', null], flagIn],
]

function numberIn(value: unknown): unknown {
  return /^-?\d+(\.\d+)?$/.test(String(value)) ? Number(value) : null
}

function dayIn(value: unknown): unknown {
  return /^\d{4}-\d{2}-\d{2}/.exec(String(value))?.[0] ?? null
}

function flagIn(value: unknown): unknown {
  return ['true', 'false'].includes(String(value)) ? String(value) === 'true' : null
}

beforeAll(async () => {
  const { ada, app } = desk()
  const websites = [await aWebsite(ada), await aWebsite(ada)]
  inboxIds = websites.map((inbox) => inbox.id)
  const ines = await anAgent(app, ada, { name: 'Ines', inboxIds })
  agentIds = [ada.user.id, ines.user.id]
  for (const [key, type] of ATTRIBUTES) {
    for (const attribute_model of [0, 1]) {
      const names = { attribute_key: key, attribute_display_name: key }
      await ada.post('~/custom_attribute_definitions', { ...names, attribute_display_type: type, attribute_model })
    }
  }
  const from = dice(SEED)
  for (let number = 1; number <= TALKS; number += 1) await aTalk(from, number)
})

function attributesFrom(from: Dice): { stored: Record<string, unknown>; read: Facts } {
  const chosen = ATTRIBUTES.filter(() => from.below(4) > 0).map(([key, , , pool, read]) => {
    const value = from.pick(pool)
    return [key, value, value === null ? null : read(value)] as const
  })
  return {
    stored: Object.fromEntries(chosen.map(([key, value]) => [key, value])),
    read: Object.fromEntries(chosen.map(([key, , value]) => [key, value])),
  }
}

const maybe = <T>(from: Dice, list: readonly T[]): T | null => (from.below(3) === 0 ? null : from.pick(list))
const momentIn = (from: Dice) =>
  new Date(`${from.pick(DAYS)}T${from.pick(['00:00:00.000', '12:34:56.789', '23:59:59.999'])}Z`)

async function aTalk(from: Dice, number: number) {
  const { db } = desk().database
  const account_id = desk().accountId
  const own = attributesFrom(from)
  const inbox_id = from.pick(inboxIds)
  const { person, contact_id } = await aPerson(from, number)
  const place = await db
    .insertInto('contact_inboxes')
    .values({ contact_id, inbox_id, source_id: `source-${number}` })
    .returning('id')
    .executeTakeFirstOrThrow()
  const columns = {
    status: from.pick(STATUSES),
    priority: maybe(from, PRIORITIES),
    assignee_id: maybe(from, agentIds),
    inbox_id,
    contact_id,
    labels: LABELS.filter(() => from.below(3) === 0),
    created_at: momentIn(from),
    last_activity_at: momentIn(from),
  }
  const additional = { browser_language: maybe(from, ['de', 'DE', 'fr']), referer: maybe(from, WORDS) }
  await db
    .insertInto('conversations')
    .values({
      ...columns,
      account_id,
      number,
      contact_inbox_id: place.id,
      additional_attributes: JSON.stringify(additional),
      custom_attributes: JSON.stringify(own.stored),
    })
    .execute()
  const ofContact = Object.entries(person.read).map(([key, value]) => [`contact_attribute${key}`, value])
  talks.push({ ...columns, ...additional, ...own.read, ...Object.fromEntries(ofContact), display_id: number })
}

async function aPerson(from: Dice, number: number) {
  const attributes = attributesFrom(from)
  const columns = {
    name: from.pick(WORDS),
    email: maybe(from, [`mo${number}@home.example`]),
    phone_number: maybe(from, [`+4917${number}`]),
    identifier: `id-${number}`,
    labels: LABELS.filter(() => from.below(3) === 0),
    blocked: from.below(3) === 0,
    created_at: momentIn(from),
    last_activity_at: from.below(4) === 0 ? null : momentIn(from),
  }
  const additional = { city: maybe(from, ['Bonn', 'bonn', 'Ulm']), company_name: maybe(from, WORDS) }
  const { id } = await desk()
    .database.db.insertInto('contacts')
    .values({
      ...columns,
      account_id: desk().accountId,
      additional_attributes: JSON.stringify(additional),
      custom_attributes: JSON.stringify(attributes.stored),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  people.push({ ...columns, ...additional, ...attributes.read, id })
  return { contact_id: id, person: attributes }
}

const OPERATORS: Record<Kind, string[]> = {
  text: ['equal_to', 'not_equal_to', 'contains', 'does_not_contain', 'starts_with', 'is_present', 'is_not_present'],
  choice: ['equal_to', 'not_equal_to'],
  id: ['equal_to', 'not_equal_to'],
  number: ['equal_to', 'not_equal_to', 'is_greater_than', 'is_less_than', 'is_present', 'is_not_present'],
  flag: ['equal_to', 'not_equal_to', 'is_present', 'is_not_present'],
  moment: ['is_greater_than', 'is_less_than', 'days_before', 'is_present'],
  day: ['equal_to', 'not_equal_to', 'is_greater_than', 'is_less_than', 'days_before', 'is_present', 'is_not_present'],
  labels: ['equal_to', 'not_equal_to', 'is_present', 'is_not_present'],
}

type Asked = { kind: Kind; pool: () => SentRow['values'] }

const attributeKeys = (prefix: string) =>
  ATTRIBUTES.map(([key, , kind]): [string, Asked] => [`${prefix}${key}`, { kind, pool: () => poolOf(kind) }])

function poolOf(kind: Kind): SentRow['values'] {
  if (kind === 'number') return [1, '2.5', -3, '2']
  if (kind === 'day' || kind === 'moment') return DAYS
  if (kind === 'flag') return [true, 'false']
  if (kind === 'labels') return [...LABELS, 'VIP', 'never']
  return [...WORDS, 'GOLD', 'silver', 'amp', '%', '_', '\\', 'de', 'Ulm', 'true']
}

const TALK_KEYS: Record<string, Asked> = {
  status: { kind: 'choice', pool: () => [...STATUSES, 'all'] },
  priority: { kind: 'choice', pool: () => [...PRIORITIES, 'nil'] },
  assignee_id: { kind: 'id', pool: () => [...agentIds, 'nil', String(agentIds[0])] },
  inbox_id: { kind: 'id', pool: () => [...inboxIds, 99] },
  contact_id: { kind: 'id', pool: () => [1, 2, 3, 4, 5] },
  display_id: { kind: 'id', pool: () => [1, '7', 12, 70, 71] },
  ...Object.fromEntries(
    [
      ['labels', 'labels'],
      ['browser_language', 'text'],
      ['referer', 'text'],
      ['created_at', 'moment'],
      ['last_activity_at', 'moment'],
    ].map(([key, kind]) => [key, { kind: kind as Kind, pool: () => poolOf(kind as Kind) }]),
  ),
  ...Object.fromEntries([...attributeKeys(''), ...attributeKeys('contact_attribute')]),
}

const PERSON_KEYS: Record<string, Asked> = {
  ...Object.fromEntries(
    ['name', 'email', 'identifier', 'city', 'company_name'].map((key) => [
      key,
      { kind: 'text', pool: () => [...poolOf('text'), 'mo3@home.example', 'MO', 'id-7', 'ID-1'] },
    ]),
  ),
  phone_number: { kind: 'text', pool: () => ['+491712', '+4917'] },
  labels: { kind: 'labels', pool: () => poolOf('labels') },
  created_at: { kind: 'moment', pool: () => DAYS },
  last_activity_at: { kind: 'moment', pool: () => DAYS },
  blocked: { kind: 'flag', pool: () => [true, 'false'] },
  ...Object.fromEntries(attributeKeys('')),
}

const ONE_VALUE = new Set(['is_greater_than', 'is_less_than'])

function randomRow(from: Dice, keys: Record<string, Asked>): SentRow {
  const key = from.pick(Object.keys(keys))
  const { kind, pool } = keys[key] as Asked
  const filter_operator = from.pick(OPERATORS[kind])
  const prefix = key.startsWith('contact_attribute') ? 'contact_attribute' : undefined
  return {
    attribute_key: key.slice(prefix?.length ?? 0),
    filter_operator,
    values: valuesFor(from, filter_operator, pool()),
    query_operator: from.pick(['and', 'or']),
    ...(prefix && { custom_attribute_type: prefix }),
  }
}

function valuesFor(from: Dice, operator: string, pool: SentRow['values']): SentRow['values'] {
  if (operator.endsWith('present')) return []
  if (operator === 'days_before') return [from.below(4)]
  const count = ONE_VALUE.has(operator) ? 1 : 1 + from.below(3)
  return Array.from({ length: count }, () => from.pick(pool))
}

function randomFilter(from: Dice, keys: Record<string, Asked>): SentRow[] {
  const rows = Array.from({ length: 1 + from.below(5) }, () => randomRow(from, keys))
  return rows.map((row, index) => (index === rows.length - 1 ? { ...row, query_operator: null } : row))
}

const kindsOf = (keys: Record<string, Asked>) =>
  Object.fromEntries(Object.entries(keys).map(([key, { kind }]) => [key, kind]))

/** All pages of a filter's answer, one after the other. */
async function walk(path: (page: number) => string, payload: SentRow[]): Promise<number[]> {
  const seen: number[] = []
  for (let page = 1; ; page += 1) {
    const { status, body } = await desk().ada.post(path(page), { payload })
    expect(status, JSON.stringify([body, payload])).toBe(200)
    seen.push(...body.payload.map((one: { id: number }) => one.id))
    const count = body.meta.count ?? body.meta.all_count
    if (seen.length >= count) {
      expect(seen).toHaveLength(count)
      return seen
    }
    expect(body.payload.length, 'a page before the last is not empty').toBeGreaterThan(0)
  }
}

// The middle of the days above, so that days_before divides them.
function atNoon() {
  desk().pass((Date.parse('2026-05-02T12:00:00Z') - desk().ports.now().getTime()) / 1000)
}

test(`${FILTERS} random filters of conversations find what reason finds`, async () => {
  atNoon()
  const from = dice(SEED + 1)
  const sizes = new Set<number>()
  for (let count = 0; count < FILTERS; count += 1) {
    const payload = randomFilter(from, TALK_KEYS)
    const seen = await walk((page) => `~/conversations/filter?page=${page}&per_page=40`, payload)
    const expected = talks.filter((one) => holds(payload, one, kindsOf(TALK_KEYS), desk().ports.now()))
    const numbers = expected.map((one) => Number(one['display_id']))
    expect(
      [...seen].sort((a, b) => a - b),
      JSON.stringify(payload),
    ).toEqual(numbers)
    sizes.add(numbers.length)
  }
  // Filters that find all or nothing would prove little.
  expect(sizes.size).toBeGreaterThan(20)
})

test(`${FILTERS} random filters of contacts find what reason finds`, async () => {
  atNoon()
  const from = dice(SEED + 2)
  const sizes = new Set<number>()
  for (let count = 0; count < FILTERS; count += 1) {
    const payload = randomFilter(from, PERSON_KEYS)
    const sort = from.pick(['name', '-last_activity_at', '-city', 'created_at'])
    const seen = await walk((page) => `~/contacts/filter?page=${page}&sort=${sort}`, payload)
    const expected = people.filter((one) => holds(payload, one, kindsOf(PERSON_KEYS), desk().ports.now()))
    const ids = expected.map((one) => Number(one['id']))
    expect(
      [...seen].sort((a, b) => a - b),
      JSON.stringify(payload),
    ).toEqual(ids)
    sizes.add(ids.length)
  }
  expect(sizes.size).toBeGreaterThan(20)
})
