import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, startBrowser, whyNoBrowser, writeInWidget } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'

const ADMIN = { ADMIN_EMAIL: 'ada@lamp.example', ADMIN_PASSWORD: 'correct horse battery', ACCOUNT_NAME: 'Lamp & Co' }

describe.skipIf(whyNoBrowser)(`the settings of a new company${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let ada: Page
  let complaints: string[]
  let site: Server
  let settings: string

  beforeAll(async () => {
    desk = await startDesk({ DEMO: 'no', ...ADMIN })
    browser = await startBrowser()
    ;({ page: ada, complaints } = await openPage(browser))
    settings = `${desk.url}/app/accounts/1/settings`
  })

  afterAll(async () => {
    await browser?.close()
    site?.close()
    await desk?.stop()
  })

  const step = (name: string, done: boolean) =>
    ada.locator(`[data-testid=first-step][data-step=${name}][data-done=${done}]`).waitFor()

  test('who signs in to an empty account is led to the first steps', async () => {
    await ada.goto(`${desk.url}/app`)
    await ada.getByTestId('sign-in-email').fill(ADMIN.ADMIN_EMAIL)
    await ada.getByTestId('sign-in-password').fill(ADMIN.ADMIN_PASSWORD)
    await ada.getByTestId('sign-in-password').press('Enter')
    await step('website', false)
    expect(await ada.locator('[data-testid=first-step][data-done=true]').count()).toBe(0)
  })

  test('the wizard ends with a snippet, and ticks itself when a visitor opens the chat with it', async () => {
    await ada.getByTestId('do-website').click()
    await ada.getByTestId('inbox-name').fill('Lamp shop')
    await ada.getByTestId('inbox-website').fill('shop.lamp.example')
    await ada.getByTestId('create-inbox').click()
    await ada.getByTestId('inbox-ready').waitFor()
    const snippet = await ada.getByTestId('embed-snippet').innerText()
    expect(await ada.getByTestId('widget-watch').getAttribute('data-seen')).toBe('false')
    site = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html')
      response.end(`<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1>${snippet}</html>`)
    })
    site.listen(0, '127.0.0.1')
    await once(site, 'listening')
    const { page: mo } = await openPage(browser)
    await mo.goto(`http://localhost:${(site.address() as AddressInfo).port}/`)
    await mo.getByTestId('widget-bubble').click()
    const widget = mo.frameLocator('#chatwoot_live_chat_widget')
    await ada.locator('[data-testid=widget-watch][data-seen=true]').waitFor()
    await ada.getByTestId('to-first-steps').click()
    await step('widget', true)
    await step('message', false)
    await writeInWidget(widget, 'Is the lamp in stock?')
    await step('message', true)
    await step('reply', false)
  })

  test('a team, a role, a label and a canned reply are made without a mouse', async () => {
    const make = async (page: string, fill: () => Promise<void>, name: string) => {
      await ada.goto(`${settings}/${page}`)
      await ada.getByTestId('new').focus()
      await ada.keyboard.press('Enter')
      await ada.getByTestId('side-sheet').waitFor()
      await fill()
      await ada.keyboard.press('Enter')
      await ada.getByTestId('row').filter({ hasText: name }).waitFor()
      await ada.getByTestId('side-sheet').waitFor({ state: 'detached' })
    }
    const type = (text: string) => ada.keyboard.type(text)
    await make('teams', () => type('Repairs'), 'Repairs')
    await make('roles', () => type('Trainee'), 'Trainee')
    await make('labels', () => type('warranty'), 'warranty')
    await make(
      'canned-replies',
      async () => {
        await type('hours')
        await ada.keyboard.press('Tab')
        await type('We are here from nine to five.')
        while ((await ada.locator(':focus').getAttribute('data-testid')) !== 'save-row') await ada.keyboard.press('Tab')
      },
      '/hours',
    )
  })

  test('what is removed comes back with undo, and is gone after it', async () => {
    const row = ada.getByTestId('row').filter({ hasText: '/hours' })
    await row.getByTestId('remove-row').click()
    await row.waitFor({ state: 'detached' })
    await ada.keyboard.press('z')
    await row.waitFor()
    await row.getByTestId('remove-row').click()
    const removed = ada.waitForResponse((one) => one.request().method() === 'DELETE')
    expect((await removed).ok()).toBe(true)
    await ada.reload()
    await ada.getByText('No canned replies yet').waitFor()
  })

  test('the search goes to the very field, and what was changed is not lost by leaving', async () => {
    await ada.goto(`${settings}/labels`)
    await ada.getByTestId('row').waitFor()
    await ada.keyboard.press('/')
    await ada.keyboard.type('auto resolve')
    await ada.getByTestId('settings-found').first().waitFor()
    await ada.keyboard.press('Enter')
    await ada.waitForURL(/settings\/account#auto-resolve$/)
    await ada.locator('#auto-resolve :focus').waitFor()
    await ada.keyboard.press('Space')
    await ada.getByTestId('save-bar').waitFor()
    await ada.getByTestId('settings-navigation').getByText('Teams').click()
    await ada.getByTestId('stay').click()
    await ada.getByTestId('save').click()
    await ada.getByTestId('save-bar').waitFor({ state: 'detached' })
    await ada.reload()
    expect(await ada.getByTestId('auto-resolve').getAttribute('aria-checked')).toBe('true')
  })

  test('opening hours and the form before the chat are kept, and a new visitor meets the form', async () => {
    const keep = async () => {
      const kept = ada.waitForResponse((one) => one.request().method() === 'PATCH')
      await ada.getByTestId('save').click()
      expect((await kept).ok()).toBe(true)
      await ada.getByTestId('save-bar').waitFor({ state: 'detached' })
      await ada.reload()
    }
    await ada.goto(`${settings}/inboxes/1/hours`)
    await ada.getByTestId('hours-on').click()
    await ada.getByLabel('Monday: from').fill('08:30')
    await ada.getByLabel('Monday: until').fill('16:45')
    await ada.getByRole('button', { name: 'Monday to Friday alike' }).click()
    await ada.getByLabel('Saturday: open or closed').selectOption({ label: 'Closed' })
    await ada.getByLabel('Message').fill('We are back in the morning.')
    await keep()
    await ada.getByLabel('Friday: until').waitFor()
    expect(await ada.getByTestId('hours-on').getAttribute('aria-checked')).toBe('true')
    expect(await ada.getByLabel('Friday: from').inputValue()).toBe('08:30')
    expect(await ada.getByLabel('Friday: until').inputValue()).toBe('16:45')
    expect(await ada.getByLabel('Saturday: from').count()).toBe(0)
    expect(await ada.getByLabel('Message').inputValue()).toBe('We are back in the morning.')

    await ada.goto(`${settings}/inboxes/1/pre-chat`)
    await ada.getByTestId('pre-chat-on').click()
    await ada.getByLabel('Words above the form').fill('Who are you?')
    await keep()
    await ada.getByLabel('Words above the form').waitFor()
    expect(await ada.getByTestId('pre-chat-on').getAttribute('aria-checked')).toBe('true')
    expect(await ada.getByLabel('Words above the form').inputValue()).toBe('Who are you?')

    const { page: lu } = await openPage(browser)
    await lu.goto(`http://localhost:${(site.address() as AddressInfo).port}/`)
    await lu.getByTestId('widget-bubble').click()
    await lu.frameLocator('#chatwoot_live_chat_widget').getByText('Who are you?').waitFor()
    await lu.context().close()
  })

  test('the list of first steps is put away for good', async () => {
    await ada.goto(`${settings}/first-steps`)
    await ada.getByTestId('first-steps-note').waitFor()
    const kept = ada.waitForResponse((one) => one.request().method() === 'PATCH')
    await ada.getByTestId('dismiss-steps').click()
    expect((await kept).ok()).toBe(true)
    await ada.goto(`${settings}/labels`)
    await ada.getByTestId('row').waitFor()
    await ada.waitForLoadState('networkidle')
    expect(await ada.getByTestId('first-steps-note').count()).toBe(0)
    expect(complaints).toEqual([])
  })
})
