import { expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDesk, testPassword } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite, callerOf, signIn } from '../../testing/people.ts'

test('what a company says about itself stands among its attributes, settings among the settings', async () => {
  const desk = await aDesk()
  const said = { industry: 'Lamps', company_size: '1-10', timezone: 'Europe/Berlin', website: 'lamp.example' }
  const { body } = await desk.ada.patch('~', {
    ...said,
    name: 'Lamp',
    domain: 'lamp.example',
    audio_transcriptions: 'true',
  })
  expect(body.custom_attributes).toEqual(said)
  expect(body.settings).toMatchObject({ audio_transcriptions: true })
  expect(body).toMatchObject({ name: 'Lamp', domain: 'lamp.example' })
  const less = await desk.ada.patch('~', { industry: null })
  expect(less.body.custom_attributes).toEqual({
    company_size: '1-10',
    timezone: 'Europe/Berlin',
    website: 'lamp.example',
  })
})

test('a time zone that is none is refused, and nothing is stored', async () => {
  const desk = await aDesk()
  const answer = await desk.ada.patch('~', { name: 'Half', timezone: 'Mars/Base' })
  expect([answer.status, answer.body.attributes]).toEqual([422, ['timezone']])
  expect((await desk.ada.get('~')).body.name).toBe('Lamp & Co')
})

test('onboarding keeps the profile and is over', async () => {
  const desk = await aDesk()
  await desk.database.db
    .updateTable('accounts')
    .set({ custom_attributes: JSON.stringify({ onboarding_step: 'account_update' }) })
    .execute()
  expect((await desk.ada.get('/api/v1/profile')).body.accounts[0].onboarding_step).toBe('account_update')
  const { body } = await desk.ada.patch('~/onboarding', { account: { industry: 'Lamps' } })
  expect(body.custom_attributes).toEqual({ industry: 'Lamps' })
  expect((await desk.ada.get('/api/v1/profile')).body.accounts[0].onboarding_step).toBeNull()
})

test('a suspended account answers nobody: no member, no visitor, no client', async () => {
  const desk = await aDesk()
  const website = await aWebsite(desk.ada)
  const mo = await aVisitor(desk.app, website.website_token)
  await desk.database.db.updateTable('accounts').set({ status: 'suspended' }).execute()
  for (const path of ['~', '~/agents', '~/inboxes']) {
    const answer = await desk.ada.get(path)
    expect([answer.status, answer.body]).toEqual([401, { error: 'Account is suspended' }])
  }
  expect((await mo.writes('Hello')).status).toBe(401)
  expect((await callerOf(desk.app).get(`/widget?website_token=${website.website_token}`)).status).toBe(404)
  expect((await desk.ada.get('/api/v1/profile')).body.accounts[0].status).toBe('suspended')
})

test('agents are added by the dozen, once each, all or none', async () => {
  const desk = await aDesk()
  const emails = ['pia@lamp.example', 'PIA@lamp.example', 'quin@lamp.example']
  expect((await desk.ada.post('~/agents/bulk_create', { emails })).status).toBe(200)
  const names = (await desk.ada.get('~/agents')).body.map((one: { name: string }) => one.name)
  expect(names).toEqual(['Ada', 'pia', 'quin'])
  const mixed = await desk.ada.post('~/agents/bulk_create', { emails: ['rae@lamp.example', 'nonsense'] })
  expect([mixed.status, mixed.body.attributes]).toEqual([422, ['email']])
  expect((await desk.ada.post('~/agents/bulk_create', { emails: [] })).status).toBe(422)
  expect((await desk.ada.get('~/agents')).body).toHaveLength(3)
})

test('somebody of another account is linked and keeps their password', async () => {
  const desk = await aDesk()
  const zoe = await anotherCompany(desk)
  const linked = await desk.ada.post('~/agents', { name: 'Zoe', email: 'ZOE@rival.example', password: 'Lamp-oil 7' })
  expect(linked.body.id).toBe(zoe.user.id)
  const again = await signIn(desk.app, 'zoe@rival.example', testPassword)
  expect(again.user.accounts).toHaveLength(2)
})

test('who is taken out of the last account is gone, what they wrote keeps their name, and the address is free', async () => {
  const desk = await aDesk()
  const website = await aWebsite(desk.ada)
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben', inboxIds: [website.id] })
  const mo = await aVisitor(desk.app, website.website_token)
  await mo.writes('Hello')
  await desk.ada.post('~/conversations/1/assignments', { assignee_id: ben.user.id })
  await ben.post('~/conversations/1/messages', { content: 'Hi' })
  await desk.ada.delete(`~/agents/${ben.user.id}`)
  await desk.settle()
  expect((await ben.get('/api/v1/profile')).status).toBe(401)
  const { body: conversation } = await desk.ada.get('~/conversations/1')
  expect(conversation.meta.assignee).toBeUndefined()
  const thread = (await desk.ada.get('~/conversations/1/messages')).body.payload
  expect(thread.find((one: { content: string }) => one.content === 'Hi').sender.name).toBe('Ben')
  const anew = await anAgent(desk.app, desk.ada, { name: 'Ben' })
  expect(anew.user.id).not.toBe(ben.user.id)
})

test('who has another account stays a person', async () => {
  const desk = await aDesk()
  const zoe = await anotherCompany(desk)
  await desk.ada.post('~/agents', { name: 'Zoe', email: 'zoe@rival.example' })
  await desk.ada.delete(`~/agents/${zoe.user.id}`)
  await desk.settle()
  expect((await zoe.get('/api/v1/profile')).body.accounts).toHaveLength(1)
})

test('settings of the own interface are merged, and a telephone number is kept', async () => {
  const desk = await aDesk()
  await desk.ada.put('/api/v1/profile', { profile: { ui_settings: { theme: 'dark', side: 'left' } } })
  const { body } = await desk.ada.put('/api/v1/profile', {
    ui_settings: { side: 'right' },
    phone_number: '+491701234567',
  })
  expect(body.ui_settings).toEqual({ theme: 'dark', side: 'right' })
  expect(body.custom_attributes).toEqual({ phone_number: '+491701234567' })
})
