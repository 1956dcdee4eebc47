import { expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { anAgent, aWebsite } from '../../testing/people.ts'

const KEY = 'sk-very-secret-1234'
const IDS =
  'webhook dashboard_apps openai linear notion slack dialogflow google_translate dyte shopify leadsquared'.split(' ')

const connect = ({ ada }: TestDesk, more: object = {}) =>
  ada.post('~/integrations/hooks', { app_id: 'openai', settings: { api_key: KEY, label_suggestion: 'true' }, ...more })

test('every app of the contract is listed, and none is enabled before anything is connected', async () => {
  const { ada } = await aDesk()
  const { payload } = (await ada.get('~/integrations/apps')).body
  expect(payload.map((app: { id: string }) => app.id)).toEqual(IDS)
  expect(payload.some((app: { enabled: boolean }) => app.enabled)).toBe(false)
  expect((await ada.get('~/integrations/apps/linear')).body).toMatchObject({ id: 'linear', hooks: [] })
  expect((await ada.get('~/integrations/apps/fax')).status).toBe(404)
})

test('a connection enables its app, until it is switched off or ended', async () => {
  const desk = await aDesk()
  const made = await connect(desk)
  expect(made.body).toMatchObject({ app_id: 'openai', status: true, hook_type: 'account', inbox: null })
  const enabled = async () => (await desk.ada.get('~/integrations/apps/openai')).body.enabled
  const path = `~/integrations/hooks/${made.body.id}`
  expect(await enabled()).toBe(true)
  expect((await desk.ada.patch(path, { hook: { status: 0 } })).body.status).toBe(false)
  expect(await enabled()).toBe(false)
  await desk.ada.patch(path, { status: true })
  expect((await desk.ada.delete(path)).body).toEqual({})
  expect(await enabled()).toBe(false)
})

test('a secret is stored encrypted, shown to administrators by its end and to agents not at all', async () => {
  const desk = await aDesk()
  const made = await connect(desk)
  expect(made.body.settings).toEqual({ api_key: '••••••••1234', label_suggestion: true })
  const { rows } = await desk.database.pool.query('select * from integration_hooks')
  expect(JSON.stringify(rows)).not.toContain(KEY)
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben' })
  const seen = (await ben.get('~/integrations/apps/openai')).body
  expect(seen).toMatchObject({ enabled: true, hooks: [{ settings: { label_suggestion: true } }] })
  expect(JSON.stringify(seen.hooks)).not.toMatch(/api_key|1234/)
})

test('what is masked may be sent back and stays; what is new replaces it', async () => {
  const desk = await aDesk()
  const { id, settings } = (await connect(desk)).body
  const path = `~/integrations/hooks/${id}`
  const kept = await desk.ada.patch(path, { settings: { ...settings, label_suggestion: false } })
  expect(kept.body.settings).toEqual({ api_key: '••••••••1234', label_suggestion: false })
  const renewed = await desk.ada.patch(path, { settings: { api_key: 'sk-another-secret-9876' } })
  expect(renewed.body.settings).toEqual({ api_key: '••••••••9876', label_suggestion: false })
})

test('an app of one inbox is connected per inbox, with a key file that is never shown', async () => {
  const desk = await aDesk()
  const inbox = await aWebsite(desk.ada)
  const settings = { project_id: 'lamp', credentials: '{"private_key": "xyz"}' }
  const body = { app_id: 'dialogflow', inbox_id: inbox.id, settings }
  const made = await desk.ada.post('~/integrations/hooks', body)
  expect(made.body).toMatchObject({
    inbox: { id: inbox.id },
    settings: { project_id: 'lamp', credentials: '••••••••' },
  })
  expect((await desk.ada.post('~/integrations/hooks', body)).body.attributes).toEqual(['app_id'])
  const nowhere = await desk.ada.post('~/integrations/hooks', { ...body, inbox_id: null })
  expect(nowhere.body.attributes).toEqual(['inbox_id'])
})

test('what an app does not know, lacks or cannot read is refused by the field', async () => {
  const desk = await aDesk()
  const refused = async (body: object) => {
    const answer = await connect(desk, body)
    expect(answer.status).toBe(422)
    return answer.body.attributes[0]
  }
  expect(await refused({ settings: {} })).toBe('settings.api_key')
  expect(await refused({ settings: { api_key: '' } })).toBe('settings.api_key')
  expect(await refused({ settings: { api_key: KEY, shoe_size: 44 } })).toBe('settings.shoe_size')
  expect(await refused({ settings: { api_key: KEY, label_suggestion: 'perhaps' } })).toBe('settings.label_suggestion')
  expect(await refused({ app_id: 'fax' })).toBe('app_id')
  expect(await refused({ app_id: 'slack' })).toBe('app_id')
  const translate = { project_id: 'lamp', credentials: 'no JSON' }
  expect(await refused({ app_id: 'google_translate', settings: translate })).toBe('settings.credentials')
  expect((await connect(desk)).status).toBe(200)
  expect(await refused({})).toBe('app_id')
})

test('an event that no app answers is refused with a sentence', async () => {
  const desk = await aDesk()
  const { id } = (await connect(desk)).body
  const asked = await desk.ada.post(`~/integrations/hooks/${id}/process_event`, {
    event: { name: 'rephrase', data: {} },
  })
  expect([asked.status, asked.body.message]).toEqual([422, 'OpenAI does not answer rephrase here'])
})

test('webhooks enable their app', async () => {
  const { ada } = await aDesk()
  await ada.post('~/webhooks', { url: 'https://hook.example/in' })
  expect((await ada.get('~/integrations/apps/webhook')).body.enabled).toBe(true)
})

test('connections of one account are not to be had in another', async () => {
  const desk = await aDesk()
  const { id } = (await connect(desk)).body
  const zoe = await anotherCompany(desk)
  expect((await zoe.get('~/integrations/apps/openai')).body).toMatchObject({ enabled: false, hooks: [] })
  const path = `~/integrations/hooks/${id}`
  expect((await zoe.patch(path, { status: false })).status).toBe(404)
  expect((await zoe.delete(path)).status).toBe(404)
  expect((await zoe.post(`${path}/process_event`, { event: { name: 'x' } })).status).toBe(404)
})
