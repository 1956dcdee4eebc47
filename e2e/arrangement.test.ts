import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, signInAs, startBrowser, takePicture, whyNoBrowser } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'
import { until } from './until.ts'

describe.skipIf(whyNoBrowser)(`how people arrange their dashboard${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let ada: Page
  const complaints: string[][] = []

  const open = async () => {
    const opened = await openPage(browser)
    complaints.push(opened.complaints)
    return opened.page
  }
  const view = (page: Page, key: string) => page.locator(`[data-view="${key}"]`)
  const section = (page: Page, title: string) => page.getByTestId('contact-panel').getByText(title, { exact: true })
  const tick = async (page: Page, key: string) => {
    const kept = page.waitForResponse(
      (one) => one.request().method() !== 'GET' && /profile|arrangement/.test(one.url()),
    )
    await page.locator(`[data-item="${key}"] input`).click()
    expect((await kept).ok()).toBe(true)
  }
  const openThread = async (page: Page, who: string) => {
    await page.goto(`${desk.url}/app/accounts/1/conversations?view=all`)
    await page.getByTestId('conversation-row').filter({ hasText: who }).click()
    await page.getByTestId('contact-panel').waitFor()
  }

  beforeAll(async () => {
    desk = await startDesk()
    browser = await startBrowser()
    ada = await open()
    await signInAs(ada, desk.url, 'Ada')
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  test('views, panels, marks and rows are as chosen on every device of the same person', async () => {
    await ada.goto(`${desk.url}/app/accounts/1/settings/arrangement`)
    await ada.getByTestId('arrangement-page').waitFor()
    await tick(ada, 'mention')
    await ada.locator('[data-item="unassigned"] [data-step="1"]').click()
    await tick(ada, 'notes')
    await tick(ada, 'waiting')
    await ada.getByText('Compact', { exact: true }).click()
    await view(ada, 'mention').waitFor({ state: 'detached' })
    await takePicture(ada, 'arrangement')
    const order = () =>
      ada.locator('[data-view]').evaluateAll((all) => all.slice(0, 3).map((one) => one.dataset['view'] ?? ''))
    await until(async () => (await order()).join() === 'mine,all,unassigned')

    const phone = await open()
    await signInAs(phone, desk.url, 'Ada')
    await view(phone, 'all').waitFor()
    expect(await view(phone, 'mention').count()).toBe(0)
    const found = await phone.locator('[data-view]').evaluateAll((all) => all.map((one) => one.dataset['view']))
    expect(found.slice(0, 3)).toEqual(['mine', 'all', 'unassigned'])
    await openThread(phone, 'Grace')
    await section(phone, 'Labels').waitFor()
    expect(await section(phone, 'Notes').count()).toBe(0)
    const height = (page: Page) =>
      page
        .getByTestId('conversation-row')
        .first()
        .evaluate((row) => row.clientHeight)
    expect(await height(phone)).toBeLessThanOrEqual(44)
    await phone.context().close()
  })

  test('what an administrator sets for everybody holds for somebody new, and not for who chose otherwise', async () => {
    await ada.goto(`${desk.url}/app/accounts/1/settings/arrangement`)
    await ada.getByTestId('arrangement-scope').getByText('For everybody').click()
    await tick(ada, 'participating')
    await tick(ada, 'previous')

    const link = await ada.evaluate<string>(`(async () => {
      const { headers } = JSON.parse(localStorage.getItem('porchlight:session'))
      const response = await fetch('/api/v1/accounts/1/agents', {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Dora', email: 'dora@demo.example', role: 'administrator' }),
      })
      return (await response.json()).invitation_url
    })()`)
    const dora = await open()
    await dora.goto(link)
    await dora.locator('input[type=password]').first().fill('another good battery')
    // It is ready once the link has been taken.
    await dora.locator('button[type=submit]').click()
    await dora.getByTestId('conversation-list').waitFor()
    await view(dora, 'mention').waitFor()
    await view(dora, 'participating').waitFor({ state: 'detached' })
    await openThread(dora, 'Grace')
    await section(dora, 'Notes').waitFor()
    await section(dora, 'Previous conversations').waitFor({ state: 'detached' })

    // Ada chose her own views before, so hers stay.
    await view(ada, 'participating').waitFor()
    expect(complaints.flat()).toEqual([])
  })
})
