import { expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aCable, listenAs, settleFor } from '../../testing/cable.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { furnish } from '../../testing/furnished.ts'

async function aContact(desk: TestDesk, details: object): Promise<number> {
  const { body } = await desk.ada.post('~/contacts', details)
  return body.payload.contact.id
}

const merge = (desk: TestDesk, base: number, mergee: number) =>
  desk.ada.post('~/actions/contact_merge', { base_contact_id: base, mergee_contact_id: mergee })

test('the base keeps its own details, gets those it lacks, and the other contact is gone', async () => {
  const desk = await aDesk()
  const base = await aContact(desk, {
    name: 'Mo',
    email: 'mo@home.example',
    additional_attributes: { city: 'Berlin' },
    custom_attributes: { plan: 'gold', tier: 1 },
  })
  const mergee = await aContact(desk, {
    name: 'Maurice',
    email: 'mo@work.example',
    phone_number: '+491701234567',
    identifier: 'crm-7',
    additional_attributes: { city: 'Bonn', country: 'Germany' },
    custom_attributes: { plan: 'tin', age: 30 },
  })
  await desk.ada.post(`~/contacts/${mergee}/notes`, { content: 'Likes lamps' })
  const { status, body } = await merge(desk, base, mergee)
  expect([status, body]).toEqual([
    200,
    expect.objectContaining({
      id: base,
      name: 'Mo',
      email: 'mo@home.example',
      phone_number: '+491701234567',
      identifier: 'crm-7',
      additional_attributes: { city: 'Berlin', country: 'Germany' },
      custom_attributes: { plan: 'gold', tier: 1, age: 30 },
    }),
  ])
  expect((await desk.ada.get(`~/contacts/${mergee}`)).status).toBe(404)
  expect((await desk.ada.get(`~/contacts/${base}/notes`)).body).toMatchObject([
    { content: 'Likes lamps', contact_id: base },
  ])
})

test('conversations and sessions come over, and the visitor goes on where they were', async () => {
  const desk = await aDesk()
  const { contactId, conversation, mo, ines } = await furnish(desk)
  const base = await aContact(desk, { name: 'Known', email: 'known@home.example' })
  await desk.settle()
  const ear = await listenAs(await aCable(desk), ines)
  await merge(desk, base, contactId)
  expect((await desk.ada.get(`~/conversations/${conversation}`)).body.meta.sender).toMatchObject({
    id: base,
    name: 'Known',
  })
  await mo.writes('Still me')
  expect((await mo.get('/contact')).body.id).toBe(base)
  expect((await mo.get('/messages')).body.payload).toHaveLength(2)
  await settleFor(desk, [ear])
  const told = ear.frames.filter(
    ({ event }) => event.startsWith('contact.') || event === 'conversation.contact_changed',
  )
  expect(told.map(({ event, data }) => [event, data['id']])).toEqual([
    ['contact.merged', base],
    ['contact.updated', base],
    ['conversation.contact_changed', conversation],
  ])
  expect(told[0]?.data).toMatchObject({ name: 'Known', merged_contact_id: contactId })
  expect(told[2]?.data).toMatchObject({ meta: { sender: { id: base } } })
})

test('a contact is merged with another one of the same account, or not at all', async () => {
  const desk = await aDesk()
  const zoe = await anotherCompany(desk)
  const hers = (await zoe.post('~/contacts', { name: 'Hers' })).body.payload.contact.id
  const mine = await aContact(desk, { name: 'Mine' })
  const self = await merge(desk, mine, mine)
  expect([self.status, self.body.attributes]).toEqual([422, ['mergee_contact_id']])
  for (const [base, mergee] of [
    [mine, hers],
    [hers, mine],
    [mine, 999_999],
  ] as const) {
    expect((await merge(desk, base, mergee)).status).toBe(404)
  }
  const missing = await desk.ada.post('~/actions/contact_merge', { base_contact_id: mine })
  expect([missing.status, missing.body.attributes]).toEqual([422, ['mergee_contact_id']])
  expect((await zoe.get(`~/contacts/${hers}`)).status).toBe(200)
})

test('two merges of the same pair in opposite directions end in one contact', async () => {
  const desk = await aDesk()
  const a = await aContact(desk, { name: 'A', email: 'a@home.example' })
  const b = await aContact(desk, { name: 'B', email: 'b@home.example' })
  const answers = await Promise.all([merge(desk, a, b), merge(desk, b, a)])
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 404])
  const { body } = await desk.ada.get('~/contacts')
  expect(body.payload).toHaveLength(1)
})

test('an anonymous visitor who turns out to be known brings their notes and their conversation', async () => {
  const desk = await aDesk()
  const { contactId, conversation, mo } = await furnish(desk)
  const known = await aContact(desk, { name: 'Known', identifier: 'crm-1' })
  await desk.ada.post(`~/contacts/${contactId}/notes`, { content: 'Polite' })
  await mo.patch('/contact/set_user', { identifier: 'crm-1' })
  await desk.settle()
  expect((await desk.ada.get(`~/contacts/${known}/notes`)).body).toMatchObject([{ content: 'Polite' }])
  expect((await desk.ada.get(`~/conversations/${conversation}`)).body.meta.sender.id).toBe(known)
})
