import { expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aCable, listenAs } from '../../testing/cable.ts'
import { aDesk, aDeskForAll, type TestDesk } from '../../testing/desk.ts'
import { form, formHeaders } from '../../testing/form.ts'
import { anAgent, callerOf, type Answer, type TestAgent } from '../../testing/people.ts'
import { runImport } from './index.ts'

const shared = aDeskForAll()

function send(who: TestAgent, bytes: Buffer | string, query = ''): Promise<Answer> {
  const file = { fileName: 'people.csv', contentType: 'text/csv', bytes }
  return who.post(`~/contacts/import${query}`, form([['import_file', file]]), formHeaders)
}

async function imported(desk: TestDesk, text: string): Promise<Answer['body']> {
  const { status, body } = await send(desk.ada, text)
  expect(status).toBe(200)
  await desk.settle()
  return (await desk.ada.get(`~/contacts/imports/${body.id}`)).body
}

async function contactsOf(desk: TestDesk): Promise<Answer['body'][]> {
  return (await desk.ada.get('~/contacts?sort=created_at&per_page=100')).body.payload
}

test('a file becomes contacts: its details, what belongs to them, and the rest as custom attributes', async () => {
  const desk = await aDesk()
  const text = [
    'Name,E-Mail,Phone,identifier,Company,City,Favourite lamp',
    'Mo,Mo@Home.Example,+49 170 / 1234567,crm-1,Lamp & Co,Berlin,Tiffany',
    '"Lu ""the"" Light",lu@home.example,,,,,"two',
    'lines"',
  ]
  const done = await imported(desk, text.join('\r\n'))
  expect(done).toMatchObject({ status: 'completed', total: 2, processed: 2, created: 2, updated: 0, failed: 0 })
  expect(await contactsOf(desk)).toMatchObject([
    {
      name: 'Mo',
      email: 'mo@home.example',
      phone_number: '+491701234567',
      identifier: 'crm-1',
      additional_attributes: { company_name: 'Lamp & Co', city: 'Berlin' },
      custom_attributes: { favourite_lamp: 'Tiffany' },
    },
    { name: 'Lu "the" Light', email: 'lu@home.example', custom_attributes: { favourite_lamp: 'two\r\nlines' } },
  ])
})

test('semicolons, tabs, a byte order mark and a last line without an end are all read', async () => {
  const files = [
    'name;email\nA;a1@x.example',
    'name\temail\nA\ta2@x.example\n',
    '\ufeffname,email\r\nA,a3@x.example\r\n\r\n',
  ]
  for (const text of files) expect(await imported(shared(), text)).toMatchObject({ created: 1, failed: 0, total: 1 })
})

test('whoever is known is brought up to date, and an empty cell takes nothing away', async () => {
  const desk = await aDesk()
  await imported(desk, 'name,email,identifier,city,plan\nMo,mo@home.example,crm-1,Berlin,gold\n')
  const again = await imported(
    desk,
    'name,email,identifier,city,age\nMaurice,mo@work.example,crm-1,,30\n,mo@work.example,,Bonn,\n',
  )
  expect(again).toMatchObject({ created: 0, updated: 2, failed: 0 })
  expect(await contactsOf(desk)).toMatchObject([
    {
      name: 'Maurice',
      email: 'mo@work.example',
      additional_attributes: { city: 'Bonn' },
      custom_attributes: { plan: 'gold', age: '30' },
    },
  ])
})

test('rows that are no contacts are collected with line and reason, and the others are taken', async () => {
  const desk = await aDesk()
  await desk.ada.post('~/contacts', { name: 'Old', email: 'old@home.example', identifier: 'crm-1' })
  const rows = [
    'name,email,phone_number,identifier,note',
    'Good,good@home.example,,,',
    'Bad mail,nobody,,,',
    '"Bad',
    'phone",,12345,,',
    ',,,,only a note',
    '=1+1,old@home.example,,crm-2,',
    'Too,many@home.example,,,x,y,z',
    'Also good,,+491701234567,,',
  ]
  const done = await imported(desk, rows.join('\n'))
  expect(done).toMatchObject({ status: 'completed', total: 7, processed: 7, created: 2, updated: 0, failed: 5 })
  const { body, headers } = await callerOf(desk.app).get(done.rejects_url.replace(/^https?:\/\/[^/]+/, ''))
  expect(headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(String(body).trim().split('\n')).toEqual([
    'name,email,phone_number,identifier,note,line,reason',
    'Bad mail,nobody,,,,3,Email must look like name@example.com',
    '"Bad',
    'phone",,12345,,,4,"Phone number must be in E.164 form, such as +491701234567"',
    ',,,,only a note,6,"The row has no name, email, phone_number or identifier"',
    "'=1+1,old@home.example,,crm-2,,7,Email has already been taken",
    'Too,many@home.example,,,x,8,"The row has 7 cells, but the file has 5 columns"',
  ])
})

test('rows that speak of each other are one contact, or the later is refused', async () => {
  const desk = await aDesk()
  const text = [
    'name,email,identifier',
    'Mo,mo@home.example,crm-1',
    'Mo Lamp,MO@home.example,',
    'Thief,mo@home.example,crm-2',
    'Mo,new@home.example,crm-1',
    'Lu,mo@home.example,crm-3',
  ]
  expect(await imported(desk, text.join('\n'))).toMatchObject({ created: 2, updated: 2, failed: 1 })
  const contacts = await contactsOf(desk)
  expect(contacts.map(({ name, email, identifier }) => [name, email, identifier])).toEqual([
    ['Mo', 'new@home.example', 'crm-1'],
    ['Lu', 'mo@home.example', 'crm-3'],
  ])
})

test('a preview shows what a file would become and stores nothing', async () => {
  const { status, body } = await send(shared().ada, 'Name;Phone;Shoe size\nA;+4930123456;42\n', '?preview=true')
  expect([status, body]).toEqual([
    200,
    {
      delimiter: ';',
      columns: [
        { header: 'Name', kind: 'detail', field: 'name' },
        { header: 'Phone', kind: 'detail', field: 'phone_number' },
        { header: 'Shoe size', kind: 'custom', field: 'shoe_size' },
      ],
      total: 1,
      rows: [{ line: 2, cells: ['A', '+4930123456', '42'] }],
    },
  ])
  await shared().settle()
  const { body: found } = await shared().ada.get('~/contacts/search?q=4930123456')
  expect(found.payload).toEqual([])
})

test('what is no list of contacts is refused with the reason, and nothing begins', async () => {
  const before = (await shared().ada.get('~/contacts/imports')).body.payload.length
  const files: [Buffer | string, RegExp][] = [
    ['', /empty/],
    ['name,email\n', /no rows/],
    ['shoe,size\n1,2\n', /first row that names its columns/],
    ['name,email,E-mail\nA,b@c.example,d@e.example\n', /two columns for email/],
    ['name,\nA,B\n', /no name over column 2/],
    [Buffer.from('name,city\nMüller,Köln\n', 'latin1'), /UTF-8/],
    [Buffer.from('\ufeffname\nA\n', 'utf16le'), /UTF-8/],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0]), /UTF-8/],
    ['name\na\0b\n', /UTF-8/],
    ['name,email\n"A,b@c.example\nC,d@e.example\n', /never closed/],
    [`name\n"${'x'.repeat(200_000)}"\n`, /more than 100000 characters/],
  ]
  for (const [bytes, reason] of files) {
    const { status, body } = await send(shared().ada, bytes)
    expect([status, body.attributes, body.message]).toEqual([422, ['import_file'], expect.stringMatching(reason)])
  }
  const missing = await shared().ada.post('~/contacts/import', { import_file: 'name\nA\n' })
  expect([missing.status, missing.body.attributes]).toEqual([422, ['import_file']])
  expect((await shared().ada.get('~/contacts/imports')).body.payload).toHaveLength(before)
})

const manyRows = (count: number) =>
  `name,email\n${Array.from({ length: count }, (_, at) => `Person ${at},p${at}@home.example`).join('\n')}\n`

test('an import that is killed between two batches goes on after the last that was stored, and doubles nobody', async () => {
  const desk = await aDesk()
  const { body: begun } = await send(desk.ada, manyRows(620))
  let batches = 0
  const dying = runImport(
    {
      ...desk.ports,
      work: (account, actor, action) => {
        batches += 1
        if (batches === 2) throw new Error('killed')
        return desk.ports.work(account, actor, action)
      },
    },
    { accountId: desk.accountId, importId: begun.id },
  )
  await expect(dying).rejects.toThrow('killed')
  const half = await desk.ada.get(`~/contacts/imports/${begun.id}`)
  expect(half.body).toMatchObject({ status: 'processing', processed: 250, created: 250 })
  await desk.settle()
  const { body } = await desk.ada.get(`~/contacts/imports/${begun.id}`)
  expect(body).toMatchObject({ status: 'completed', processed: 620, created: 620, updated: 0, failed: 0 })
  expect((await desk.ada.get('~/contacts')).body.meta.count).toBe(620)
})

test('whoever began an import hears how far it is, and nobody else', async () => {
  const desk = await aDesk()
  const cable = await aCable(desk)
  const colleague = await anAgent(desk.app, desk.ada, { name: 'Ben', role: 'administrator' })
  const [ada, ben] = await Promise.all([listenAs(cable, desk.ada), listenAs(cable, colleague)])
  const rows = Array.from({ length: 300 }, (_, at) => `P${at},p${at}@sea.example`)
  const done = await imported(desk, ['Name,E-Mail', ...rows].join('\n'))
  await Promise.all([ada.caughtUp(), ben.caughtUp()])
  const heard = ada.frames.filter(({ event }) => event === 'contact_import.progressed')
  // Two batches and the end.
  expect(heard.map(({ data }) => data)).toEqual(
    Array.from({ length: 3 }, () => ({ id: done.id, account_id: desk.accountId })),
  )
  expect(ben.events()).not.toContain('contact_import.progressed')
})

test('two workers on one import store each row once', async () => {
  const desk = await aDesk()
  const { body: begun } = await send(desk.ada, manyRows(600))
  const run = () => runImport(desk.ports, { accountId: desk.accountId, importId: begun.id })
  await Promise.allSettled([run(), run()])
  await desk.settle()
  const { body } = await desk.ada.get(`~/contacts/imports/${begun.id}`)
  expect(body).toMatchObject({ status: 'completed', processed: 600, created: 600, updated: 0 })
})

test('a file that is gone when its turn comes ends the import with a reason', async () => {
  const desk = await aDesk()
  const { body } = await send(desk.ada, 'name\nMo\n')
  for await (const { key } of desk.ports.blobs.keys()) await desk.ports.blobs.delete(key)
  await desk.settle()
  const after = await desk.ada.get(`~/contacts/imports/${body.id}`)
  expect(after.body).toMatchObject({ status: 'failed', error: expect.any(String), processed: 0 })
})

test('imports are for administrators of the account, and their links run out', async () => {
  const desk = await aDesk()
  const zoe = await anotherCompany(desk)
  const ines = await anAgent(desk.app, desk.ada, { name: 'Ines' })
  const done = await imported(desk, 'name,email\nA,wrong\n')
  expect((await send(ines, 'name\nMo\n')).status).toBe(401)
  expect((await ines.get('~/contacts/imports')).status).toBe(401)
  expect((await zoe.get(`~/contacts/imports/${done.id}`)).status).toBe(404)
  expect((await zoe.get('~/contacts/imports')).body.payload).toEqual([])
  const path = done.rejects_url.replace(/^https?:\/\/[^/]+/, '')
  const nobody = callerOf(desk.app)
  expect((await nobody.get(path)).status).toBe(200)
  expect((await nobody.get(path.replace(`/${done.id}/`, `/${done.id + 1}/`))).status).toBe(404)
  expect((await nobody.get(path.replace('contact_imports', 'contact_exports'))).status).toBe(404)
  desk.pass(3601)
  expect((await nobody.get(path)).status).toBe(404)
})
