import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { expect, onTestFinished, test } from 'vitest'
import { readClient } from '../../app/read-client.ts'
import { aDesk } from '../../testing/desk.ts'
import { aWebsite, callerOf } from '../../testing/people.ts'

const manifest = {
  'entrypoints/dashboard.js': {
    file: 'assets/dashboard-1.js',
    isEntry: true,
    imports: ['_shared.js'],
    css: ['assets/dashboard-1.css'],
  },
  'entrypoints/v3app.js': { file: 'assets/v3app-1.js', isEntry: true },
  'entrypoints/widget.js': { file: 'assets/widget-1.js', isEntry: true, css: ['assets/widget-1.css'] },
  // Chunks import each other in circles.
  '_shared.js': { file: 'assets/shared-1.js', imports: ['_other.js'], css: ['assets/shared-1.css'] },
  '_other.js': { file: 'assets/other-1.js', imports: ['_shared.js'] },
}

const files = {
  'vite/.vite/manifest.json': JSON.stringify(manifest),
  'vite/assets/dashboard-1.js': 'export const dashboard = 1',
  'vite/assets/v3app-1.js': 'export const login = 1',
  'vite/assets/widget-1.js': 'export const widget = 1',
  'sw.js': '// the worker',
  'manifest.json': '{"name":"Client"}',
  'packs/js/sdk.js': '// the loader of the client',
  'brand-assets/logo.svg': '<svg/>',
  'secret.txt': 'not for visitors',
}

async function aClientFolder(changed: Record<string, string> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'porchlight-client-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [path, text] of Object.entries({ ...files, ...changed })) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}

async function aDeskWithClient() {
  return aDesk({ CHATWOOT_CLIENT_DIR: await aClientFolder(), PUBLIC_URL: 'https://desk.example.com' })
}

/** What the inline script of a page leaves in `window`; only a script with the policy's nonce counts. */
function globalsOf(page: { body: unknown; headers: Record<string, unknown> }) {
  const nonce = /'nonce-([^']+)'/.exec(String(page.headers['content-security-policy']))?.[1]
  const [, script = ''] = String(page.body).split(`<script nonce="${nonce}">`)
  const window: Record<string, Record<string, unknown>> = {}
  runInNewContext(script.split('</script>')[0] ?? '', { window })
  return window
}

test('a client that is put beside the desk finds its page, its values and its entry at /app', async () => {
  const desk = await aDeskWithClient()
  const page = await callerOf(desk.app).get('/app/accounts/1/dashboard')
  expect(page.status).toBe(200)
  expect(page.body).toContain('<div id="app"></div>')
  expect(page.body).toContain('<noscript id="noscript">')
  expect(page.body).toContain('<script type="module" src="/vite/assets/dashboard-1.js">')
  for (const part of ['dashboard-1.css', 'shared-1.css', 'shared-1.js', 'other-1.js']) {
    expect(page.body).toContain(`href="/vite/assets/${part}"`)
  }
  const { chatwootConfig, globalConfig, browserConfig, errorLoggingConfig } = globalsOf(page)
  expect(chatwootConfig).toMatchObject({
    hostURL: 'https://desk.example.com',
    signupEnabled: 'false',
    isEnterprise: 'false',
    allowedLoginMethods: ['email'],
    selectedLocale: 'en',
  })
  expect(globalConfig).toMatchObject({ INSTALLATION_NAME: 'Porchlight', MAXIMUM_FILE_UPLOAD_SIZE: '40' })
  for (const value of [...Object.values(chatwootConfig ?? {}), ...Object.values(globalConfig ?? {})]) {
    expect(typeof value === 'string' || typeof value === 'object').toBe(true)
  }
  // Browsers take it as bytes; both are the key that the desk signs pushes with.
  const key = Buffer.from(chatwootConfig?.['vapidPublicKey'] as Uint8Array)
  expect([key.length, key.toString('base64url')]).toEqual([65, globalConfig?.['VAPID_PUBLIC_KEY']])
  expect(browserConfig).toEqual({ browser_name: 'Unknown Browser' })
  expect(errorLoggingConfig).toBe('')
})

test.each(['/app/login', '/app/auth/password/edit', '/app/login/sso'])(
  '%s loads the entry for guests',
  async (path) => {
    const desk = await aDeskWithClient()
    const { body } = await callerOf(desk.app).get(path)
    expect(body).toContain('src="/vite/assets/v3app-1.js"')
  },
)

test('the page of a client is no JSON', async () => {
  const desk = await aDeskWithClient()
  const answer = await callerOf(desk.app).get('/app/accounts/1.json')
  expect(answer.status).toBe(406)
  expect(answer.body.error).toBeTruthy()
})

test('our dashboard stays at /porchlight, and a name cannot break out of the values', async () => {
  const client = await aClientFolder()
  const desk = await aDesk({ CHATWOOT_CLIENT_DIR: client, INSTALLATION_NAME: '</script><b>"Lamp"' })
  const ours = await callerOf(desk.app).get('/porchlight/app/login')
  expect(ours.body).toContain('"base":"/porchlight"')
  const theirs = await callerOf(desk.app).get('/app')
  expect(theirs.body).not.toContain('<b>')
  expect(globalsOf(theirs)['globalConfig']).toMatchObject({ INSTALLATION_NAME: '</script><b>"Lamp"' })
})

test("a client's widget finds the values of its website, and the tokens work", async () => {
  const desk = await aDeskWithClient()
  const website = await aWebsite(desk.ada, { name: 'Lamp shop' })
  const caller = callerOf(desk.app)
  const page = await caller.get(`/widget?website_token=${website.website_token}`)
  expect(page.body).toContain('src="/vite/assets/widget-1.js"')
  const { chatwootWebChannel, globalConfig, authToken } = globalsOf(page)
  expect(Object.keys(chatwootWebChannel ?? {}).sort()).toEqual(
    `allowMessagesAfterResolved avatarUrl csatSurveyEnabled disableBranding enabledFeatures enabledLanguages
     hasAConnectedAgentBot locale outOfOfficeMessage portal preChatFormEnabled preChatFormOptions replyTime timezone
     utcOffset websiteName websiteToken welcomeTagline welcomeTitle widgetColor workingHours workingHoursEnabled`.split(
      /\s+/,
    ),
  )
  expect(chatwootWebChannel).toMatchObject({ websiteName: 'Lamp shop', hasAConnectedAgentBot: '', portal: null })
  expect(globalConfig).toMatchObject({ BRAND_NAME: 'Porchlight', DIRECT_UPLOADS_ENABLED: 'false' })
  const visitor = callerOf(desk.app, { 'x-auth-token': String(authToken) })
  expect((await visitor.get(`/api/v1/widget/contact?website_token=${website.website_token}`)).status).toBe(200)
  expect((await caller.get('/widget?website_token=wrong')).status).toBe(404)
})

test('the files of a client are served, the hashed ones for ever, and nothing else of its folder', async () => {
  const desk = await aDeskWithClient()
  const { get } = callerOf(desk.app)
  const chunk = await get('/vite/assets/dashboard-1.js')
  expect(chunk.headers['cache-control']).toContain('immutable')
  expect((await get('/brand-assets/logo.svg')).headers['cache-control']).toContain('max-age=3600')
  expect((await get('/sw.js')).headers['content-type']).toContain('text/javascript')
  expect((await get('/manifest.json')).body).toEqual({ name: 'Client' })
  expect((await get('/packs/js/sdk.js')).body).toContain('the loader of the client')
  for (const path of ['/secret.txt', '/vite/.vite/manifest.json', '/vite/assets/..%2f..%2fsecret.txt']) {
    expect((await get(path)).status).toBeGreaterThanOrEqual(400)
  }
})

test('a folder that holds no client stops the start with one sentence', async () => {
  expect(() => readClient('/nowhere')).toThrow(/^CHATWOOT_CLIENT_DIR has no readable/)
  const { 'entrypoints/widget.js': _, ...without } = manifest
  const folder = await aClientFolder({ 'vite/.vite/manifest.json': JSON.stringify(without) })
  expect(() => readClient(folder)).toThrow('has no entry widget')
})
