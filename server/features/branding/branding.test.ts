import { expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aCable, listenAs } from '../../testing/cable.ts'
import { aDesk } from '../../testing/desk.ts'
import { form, formHeaders, pixel, type FormFile } from '../../testing/form.ts'
import { anAgent, aWebsite, callerOf, type TestAgent } from '../../testing/people.ts'

const svg: FormFile = {
  fileName: 'logo.svg',
  contentType: 'image/svg+xml',
  bytes: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
}
const upload = (ada: TestAgent, name: string, file: FormFile) =>
  ada.patch('~/branding', form([[name, file]]), formHeaders)

test('an administrator gives the installation a name and a colour, and every page has them before its first paint', async () => {
  const { ada, app } = await aDesk()
  const changed = await ada.patch('~/branding', { installation_name: ' Glow & <Sons> ', accent: '#FF0' })
  expect(changed.body).toMatchObject({ installation_name: 'Glow & <Sons>', accent: '#ffff00', may_change: true })
  const page = await app.inject({ url: '/app/login' })
  expect(page.body).toContain('<title>Glow &amp; &lt;Sons&gt;</title>')
  expect(page.body).toMatch(/<style id="porchlight-brand">html:root\{--accent:light-dark\(#/)
  expect(page.body).not.toContain('<Sons>')
  const seen = await callerOf(app).get('/branding')
  expect(seen.body).toMatchObject({ installation_name: 'Glow & <Sons>', powered_by: true, logo_url: '' })
  const manifest = await app.inject({ url: '/manifest.webmanifest' })
  expect(JSON.parse(manifest.body)).toMatchObject({ name: 'Glow & <Sons>', theme_color: '#ffff00' })
})

test('null gives a value back to the environment', async () => {
  const { ada } = await aDesk({ INSTALLATION_NAME: 'Lampworks', ACCENT_COLOR: '#0F62FE', WIDGET_COLOR: '#123456' })
  const before = (await ada.get('~/branding')).body
  expect(before).toMatchObject({ installation_name: 'Lampworks', accent: '#0f62fe', widget_color: '#123456' })
  await ada.patch('~/branding', { installation_name: 'Other', accent: '#00aa00', powered_by: false })
  const { body } = await ada.patch('~/branding', { installation_name: null, accent: null, powered_by: null })
  expect(body).toEqual(before)
})

test('a logo is kept and shown to anybody, and goes again', async () => {
  const { ada, app } = await aDesk()
  const { body } = await upload(ada, 'logo', pixel)
  expect(body.logo_url).toMatch(/^\/branding\/logo\/[\w-]+/)
  const picture = await app.inject({ url: body.logo_url })
  expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/png'])
  expect((await app.inject({ url: '/branding/logo/another' })).statusCode).toBe(404)
  expect((await app.inject({ url: body.logo_url.replace('logo', 'favicon') })).statusCode).toBe(404)
  expect((await ada.patch('~/branding', { logo: null })).body.logo_url).toBe('')
  expect((await app.inject({ url: body.logo_url })).statusCode).toBe(404)
})

test('what is no small picture, no colour and no name is refused by name, and nothing changes', async () => {
  const { ada } = await aDesk()
  const before = (await ada.get('~/branding')).body
  const large = { ...pixel, bytes: Buffer.concat([pixel.bytes as Buffer, Buffer.alloc(512 * 1024)]) }
  const answers = [
    ['logo', await upload(ada, 'logo', svg)],
    ['favicon', await upload(ada, 'favicon', large)],
    ['logo', await ada.patch('~/branding', { logo: 'https://elsewhere.example/logo.png', accent: '#00ff00' })],
    ['accent', await ada.patch('~/branding', { accent: 'red;}', installation_name: 'X' })],
    ['widget_color', await ada.patch('~/branding', { widget_color: '#12' })],
    ['installation_name', await ada.patch('~/branding', { installation_name: ' ' })],
    ['installation_name', await ada.patch('~/branding', { installation_name: 'x'.repeat(81) })],
    ['accent', await ada.get('~/branding/tones?accent=blue')],
  ] as const
  for (const [field, answer] of answers) expect([answer.status, answer.body.attributes]).toEqual([422, [field]])
  expect((await ada.get('~/branding')).body).toEqual(before)
})

test('agents and administrators of other accounts do not decide how the installation looks', async () => {
  const desk = await aDesk()
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben' })
  const zoe = await anotherCompany(desk)
  expect((await ben.patch('~/branding', { accent: '#00ff00' })).status).toBe(401)
  expect((await zoe.patch('~/branding', { accent: '#00ff00' })).status).toBe(401)
  expect((await zoe.get('~/branding')).body).toMatchObject({ accent: null, may_change: false })
})

test('a website whose colour nobody chose follows the installation, and the widget is told readable shades', async () => {
  const { ada, app } = await aDesk()
  const plain = await aWebsite(ada)
  const own = await ada.post('~/inboxes', {
    name: 'Own',
    channel: { type: 'web_widget', website_url: 'https://own.example', widget_color: '#112233' },
  })
  await ada.patch('~/branding', { widget_color: '#fffde7', powered_by: false })
  expect((await ada.get(`~/inboxes/${plain.id}`)).body.widget_color).toBe('#fffde7')
  expect((await ada.get(`~/inboxes/${own.body.id}`)).body.widget_color).toBe('#112233')
  const page = await app.inject({ url: `/widget?website_token=${plain.website_token}` })
  const config = JSON.parse(/id="porchlight-config">([^<]*)</.exec(page.body)?.[1] ?? '{}')
  expect(config).toMatchObject({ widgetColor: '#fffde7', disableBranding: true, tones: { onBrand: '#120d06' } })
})

test('open pages hear of it at once', async () => {
  const desk = await aDesk()
  const ear = await listenAs(await aCable(desk), desk.ada)
  await desk.ada.patch('~/branding', { accent: '#00ff00' })
  const heard = await ear.hears('installation.branded')
  expect(heard.data).toMatchObject({ account_id: desk.accountId, installation_name: 'Porchlight' })
})
