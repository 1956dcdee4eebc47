import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, startBrowser, whyNoBrowser } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'

const ADMIN = { ADMIN_EMAIL: 'ada@lamp.example', ADMIN_PASSWORD: 'correct horse battery', ACCOUNT_NAME: 'Lamp & Co' }

describe.skipIf(whyNoBrowser)(`webhooks${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let ada: Page
  let complaints: string[]
  let receiver: Server
  let answer = 200
  const arrived: { event: string; id: string }[] = []

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      let text = ''
      request.on('data', (part: Buffer) => (text += part.toString()))
      request.on('end', () => {
        const { event } = JSON.parse(text) as { event: string }
        arrived.push({ event, id: String(request.headers['webhook-id']) })
        response.writeHead(answer).end(answer === 200 ? 'Thank you' : 'The shop is away')
      })
    }).listen(0, '127.0.0.1')
    await once(receiver, 'listening')
    // Given up after one more try, so that a test need not wait for days.
    const rules = { OUTGOING_ALLOW: '127.0.0.1', WEBHOOK_RETRIES: '0' }
    desk = await startDesk({ DEMO: 'no', ...ADMIN, ...rules })
    browser = await startBrowser()
    ;({ page: ada, complaints } = await openPage(browser))
    await ada.goto(`${desk.url}/app`)
    await ada.getByTestId('sign-in-email').fill(ADMIN.ADMIN_EMAIL)
    await ada.getByTestId('sign-in-password').fill(ADMIN.ADMIN_PASSWORD)
    await ada.getByTestId('sign-in-password').press('Enter')
    await ada.locator('[data-testid=first-step]').first().waitFor()
  })

  afterAll(async () => {
    await browser?.close()
    receiver?.close()
    await desk?.stop()
  })

  const deliveries = (state: string) => ada.locator(`[data-testid=delivery][data-state=${state}]`)
  /** Something of the account happens. */
  async function addContact(name: string): Promise<void> {
    const json = { 'content-type': 'application/json' }
    const signIn = JSON.stringify({ email: ADMIN.ADMIN_EMAIL, password: ADMIN.ADMIN_PASSWORD })
    const answered = await fetch(`${desk.url}/auth/sign_in`, { method: 'POST', headers: json, body: signIn })
    const { data } = (await answered.json()) as { data: { access_token: string } }
    const headers = { ...json, api_access_token: data.access_token }
    const body = JSON.stringify({ name })
    const added = await fetch(`${desk.url}/api/v1/accounts/1/contacts`, { method: 'POST', headers, body })
    expect(added.status).toBe(200)
  }

  test('a webhook is made, shows its secret, and a test says what came back', async () => {
    await ada.goto(`${desk.url}/app/accounts/1/settings/webhooks`)
    await ada.getByTestId('new').first().click()
    await ada.getByTestId('webhook-url').fill(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/in`)
    await ada.getByTestId('webhook-name').fill('Shop system')
    await ada.getByText('contact_created', { exact: true }).click()
    await ada.getByTestId('save-row').click()
    await ada.getByTestId('plain-secret').waitFor()
    expect(await ada.getByTestId('webhook-title').innerText()).toBe('Shop system')
    await ada.getByTestId('test-webhook').click()
    const result = ada.getByTestId('test-result')
    await result.getByText('It arrived.').waitFor()
    expect(await result.getByTestId('attempt').innerText()).toContain('Thank you')
    await ada.keyboard.press('Escape')
    await deliveries('delivered').first().waitFor()
    expect(arrived.map(({ event }) => event)).toEqual(['webhook_test'])
  })

  test('what was given up shows what was answered, and arrives when it is sent again', async () => {
    answer = 500
    await addContact('Mo')
    await deliveries('failed').first().waitFor()
    await ada.locator('[data-testid=webhook-state][data-state=failing]').waitFor()
    await deliveries('failed').first().getByTestId('open-delivery').click()
    await ada.getByTestId('attempt').first().waitFor()
    expect(await ada.getByTestId('attempt').first().innerText()).toContain('The shop is away')
    expect(await ada.getByTestId('request-body').first().innerText()).toContain('"name": "Mo"')
    answer = 200
    await deliveries('failed').first().getByTestId('resend').click()
    await deliveries('failed').first().waitFor({ state: 'detached' })
    await expect.poll(() => arrived.filter(({ event }) => event === 'contact_created').length).toBe(3)
    expect(new Set(arrived.slice(1).map(({ id }) => id)).size).toBe(1)
    await ada.locator('[data-testid=webhook-state][data-state=healthy]').waitFor()
  })

  test('a replay sends what did not arrive, and shows when it is done', async () => {
    answer = 500
    await addContact('Kim')
    await deliveries('failed').first().waitFor()
    answer = 200
    await ada.getByTestId('start-replay').click()
    await ada.locator('[data-testid=replay][data-state=done]').waitFor()
    expect(await ada.getByTestId('replay').innerText()).toContain('1 of 1 sent')
  })

  test('an address that is gone is switched off, and on again by one button', async () => {
    answer = 410
    await addContact('Ines')
    await ada.locator('[data-testid=webhook-state][data-state=off]').waitFor()
    answer = 200
    await ada.getByTestId('switch-on').click()
    await ada.locator('[data-testid=webhook-state][data-state=healthy]').waitFor()
    await deliveries('waiting').first().waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })
})
