import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { sweepBlobs } from '../attachments/index.ts'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { form, formHeaders } from '../../testing/form.ts'
import { anAgent, callerOf, type Answer } from '../../testing/people.ts'
import { limit } from '../../testing/teams.ts'
import { applyToContacts } from '../contacts/index.ts'

const pathOf = (url: string) => url.replace(/^https?:\/\/[^/]+/, '')

async function exported(desk: TestDesk, body: object = {}): Promise<{ one: Answer['body']; text: string }> {
  const begun = await desk.ada.post('~/contacts/export', body)
  expect([begun.status, begun.body.status]).toEqual([200, 'pending'])
  await desk.settle()
  const { body: list } = await desk.ada.get('~/contacts/exports')
  const [one] = list.payload
  const answer = await callerOf(desk.app).get(pathOf(one.file_url))
  return { one, text: String(answer.body) }
}

const rowsOf = (text: string): string[][] => parse(text)

async function labelled(desk: TestDesk, id: number) {
  const actor = { kind: 'agent', userId: desk.ada.user.id, role: 'administrator' } as const
  await desk.ports.work(desk.accountId, actor, (work) => applyToContacts(work, [id], { labels: { add: ['vip'] } }))
}

test('an export holds the columns that were asked for, of every contact that one can write to', async () => {
  const desk = await aDesk()
  const zoe = await anotherCompany(desk)
  await zoe.post('~/contacts', { name: 'Hers', email: 'hers@rival.example' })
  await desk.ada.post('~/contacts', { name: 'Nobody' })
  const details = {
    phone_number: '+491701234567',
    additional_attributes: { city: 'Köln' },
    custom_attributes: { plan: 'gold' },
  }
  const mo = await desk.ada.post('~/contacts', { name: 'Mo, "the" lamp\nman', email: 'mo@home.example', ...details })
  await desk.ada.post('~/contacts', { name: 'Lu', identifier: 'crm-2' })
  await labelled(desk, mo.body.payload.contact.id)
  const { one, text } = await exported(desk, { column_names: ['name', 'phone_number', 'city', 'plan', 'labels'] })
  expect(rowsOf(text)).toEqual([
    ['name', 'phone_number', 'city', 'plan', 'labels'],
    ['Mo, "the" lamp\nman', '+491701234567', 'Köln', 'gold', 'vip'],
    ['Lu', '', '', '', ''],
  ])
  expect(one).toMatchObject({ status: 'completed', total: 2, label: null })
  const { text: some } = await exported(desk, { label: 'VIP', column_names: ['email'] })
  expect(rowsOf(some)).toEqual([['email'], ['mo@home.example']])
})

test('no cell of an export is a formula, and a phone number stays one', async () => {
  const desk = await aDesk()
  const names = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\tx', '＝1']
  for (const [at, name] of names.entries()) {
    const custom_attributes = { note: '=HYPERLINK("http://evil.example")' }
    await desk.ada.post('~/contacts', {
      name,
      identifier: `c-${at}`,
      custom_attributes,
      phone_number: `+4917012345${at}0`,
    })
  }
  const { text } = await exported(desk, { column_names: ['name', 'note', 'phone_number', '=evil'] })
  const [header, ...rows] = rowsOf(text)
  expect(header?.at(-1)).toBe("'=evil")
  for (const row of rows) expect(row.slice(0, 2).filter((cell) => /^[=+\-@\t\r＝]/.test(cell))).toEqual([])
  expect(rows.map((row) => row[2])).toEqual(names.map((_, at) => `+4917012345${at}0`))
})

test('what was exported can be imported again, and changes nobody', async () => {
  const desk = await aDesk()
  const custom_attributes = { plan: 'gold' }
  await desk.ada.post('~/contacts', {
    name: '=Mo',
    email: 'mo@home.example',
    phone_number: '+491701234567',
    custom_attributes,
  })
  const { text } = await exported(desk, { column_names: ['name', 'email', 'phone_number', 'plan'] })
  const before = (await desk.ada.get('~/contacts')).body.payload
  const file = { fileName: 'a.csv', contentType: 'text/csv', bytes: text }
  await desk.ada.post('~/contacts/import', form([['import_file', file]]), formHeaders)
  await desk.settle()
  expect((await desk.ada.get('~/contacts')).body.payload).toEqual(before)
})

test('more contacts than one read holds are all in the file once', async () => {
  const desk = await aDesk()
  const rows = Array.from({ length: 2100 }, (_, at) => ({
    account_id: desk.accountId,
    name: `P${at}`,
    identifier: `crm-${at}`,
    created_at: new Date(1_700_000_000_000 + Math.floor(at / 7) * 1000),
  }))
  await desk.database.db.insertInto('contacts').values(rows).execute()
  const { one, text } = await exported(desk, { column_names: ['identifier'] })
  expect([one.total, new Set(rowsOf(text).flat()).size]).toEqual([2100, 2101])
})

test('an export is shown to whoever asked for it, by a link that runs out, for a week', async () => {
  const desk = await aDesk()
  const eve = await anAgent(desk.app, desk.ada, { name: 'Eve', role: 'administrator' })
  const ines = await anAgent(desk.app, desk.ada, { name: 'Ines' })
  await desk.ada.post('~/contacts', { name: 'Mo', email: 'mo@home.example' })
  const { one } = await exported(desk)
  expect((await eve.get('~/contacts/exports')).body.payload).toEqual([])
  expect((await ines.get('~/contacts/exports')).status).toBe(401)
  expect((await ines.post('~/contacts/export', {})).status).toBe(401)
  const nobody = callerOf(desk.app)
  expect(
    (await nobody.get(pathOf(one.file_url).replace(/sig=./, (sig) => (sig === 'sig=_' ? 'sig=-' : 'sig=_')))).status,
  ).toBe(404)
  desk.pass(3601)
  expect((await nobody.get(pathOf(one.file_url))).status).toBe(404)
  const sweep = () => sweepBlobs({ ...desk.ports, now: desk.ports.now() })
  desk.pass(3 * 86_400)
  expect(await sweep()).toBe(0)
  const again = (await desk.ada.get('~/contacts/exports')).body.payload[0]
  expect((await nobody.get(pathOf(again.file_url))).status).toBe(200)
  desk.pass(5 * 86_400)
  expect(await sweep()).toBe(1)
})

const person = async (desk: TestDesk, name: string, more: object = {}) =>
  (await desk.ada.post('~/contacts', { name, email: `${name.toLowerCase()}@home.example`, ...more })).body.payload
    .contact

const row = (
  attribute_key: string,
  filter_operator: string,
  values: unknown[],
  query_operator: string | null = null,
) => ({
  attribute_key,
  filter_operator,
  values,
  query_operator,
})

test('an export by filter rows and a label holds those that match both', async () => {
  const desk = await aDesk()
  await desk.ada.post('~/custom_attribute_definitions', {
    attribute_display_name: 'Plan',
    attribute_key: 'plan',
    attribute_display_type: 'text',
    attribute_model: 'contact_attribute',
  })
  const [mo, kim] = [await person(desk, 'Mo', { custom_attributes: { plan: 'gold' } }), await person(desk, 'Kim')]
  await person(desk, 'Lu', { custom_attributes: { plan: 'gold' } })
  await labelled(desk, mo.id)
  await labelled(desk, kim.id)
  const names = async (body: object) =>
    rowsOf((await exported(desk, { column_names: ['name'], ...body })).text)
      .slice(1)
      .flat()
  expect(await names({ payload: [row('plan', 'equal_to', ['gold'])] })).toEqual(['Mo', 'Lu'])
  expect(await names({ payload: [row('plan', 'equal_to', ['gold'])], label: 'VIP' })).toEqual(['Mo'])
  expect(await names({ label: 'vip' })).toEqual(['Mo', 'Kim'])
  const either = [row('name', 'equal_to', ['Lu'], 'or'), row('labels', 'equal_to', ['vip'])]
  expect(await names({ payload: either })).toEqual(['Mo', 'Kim', 'Lu'])
  expect(await names({ payload: [row('name', 'equal_to', ['Nobody'])] })).toEqual([])
  const zoe = await anotherCompany(desk)
  await zoe.post('~/contacts', { name: 'Mo', email: 'mo@rival.example' })
  expect(await names({ payload: [row('name', 'contains', ['o'])] })).toEqual(['Mo'])
})

test('an export whose filter names what is gone meanwhile says so, and writes nothing', async () => {
  const desk = await aDesk()
  const made = await desk.ada.post('~/custom_attribute_definitions', {
    attribute_display_name: 'Plan',
    attribute_key: 'plan',
    attribute_display_type: 'text',
    attribute_model: 'contact_attribute',
  })
  await person(desk, 'Mo')
  await desk.ada.post('~/contacts/export', { payload: [row('plan', 'is_not_present', [])] })
  await desk.ada.delete(`~/custom_attribute_definitions/${made.body.id}`)
  await desk.settle()
  const [one] = (await desk.ada.get('~/contacts/exports')).body.payload
  expect([one.status, one.file_url]).toEqual(['failed', null])
  expect(one.error).toContain('plan')
})

test('a filter that cannot be obeyed is refused by its name before anything starts, and so are columns without names', async () => {
  const desk = await aDesk()
  const wrong: [unknown, RegExp][] = [
    [[row('shoe_size', 'equal_to', ['44'])], /shoe_size/],
    [[row('name', 'resembles', ['Mo'])], /resembles/],
    [[row('created_at', 'is_greater_than', ['someday'])], /created_at/],
    [['nonsense'], /payload/],
    [[{}], /attribute_key/],
    [[row("name'; drop table contacts; --", 'equal_to', ['Mo'])], /drop table/],
  ]
  for (const [payload, sentence] of wrong) {
    const { status, body } = await desk.ada.post('~/contacts/export', { payload })
    expect([status, body.error]).toEqual([422, expect.stringMatching(sentence)])
  }
  const nameless = await desk.ada.post('~/contacts/export', { column_names: ['name', ' '] })
  expect([nameless.status, nameless.body.attributes]).toEqual([422, ['column_names']])
  expect((await desk.ada.get('~/contacts/exports')).body.payload).toEqual([])
  expect((await desk.ada.post('~/contacts/export', { payload: [], label: '' })).status).toBe(200)
  expect((await desk.ada.post('~/contacts/export', { payload: null })).status).toBe(200)
})

test('whose custom role allows contacts takes them out and brings them in, nobody else with a role', async () => {
  const desk = await aDesk()
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben' })
  const file = { fileName: 'a.csv', contentType: 'text/csv', bytes: 'name,email\nMo,mo@home.example\n' }
  const send = () => ben.post('~/contacts/import', form([['import_file', file]]), formHeaders)
  await limit(desk.ada, ben, ['conversation_manage', 'report_manage'])
  const refused = [
    await send(),
    await ben.post('~/contacts/export', {}),
    await ben.get('~/contacts/imports'),
    await ben.get('~/contacts/imports/1'),
    await ben.get('~/contacts/exports'),
  ]
  expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
  await limit(desk.ada, ben, ['contact_manage'])
  const { body: begun } = await send()
  await desk.settle()
  expect((await ben.get(`~/contacts/imports/${begun.id}`)).body).toMatchObject({ status: 'completed', created: 1 })
  expect((await ben.get('~/contacts/imports')).body.payload).toHaveLength(1)
  expect((await ben.post('~/contacts/export', {})).status).toBe(200)
  await desk.settle()
  expect((await ben.get('~/contacts/exports')).body.payload).toMatchObject([{ status: 'completed', total: 1 }])
  expect((await desk.ada.get('~/contacts/exports')).body.payload).toEqual([])
})
