import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, startBrowser, takePicture, whyNoBrowser } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'

describe.skipIf(whyNoBrowser)(`the first start without a demo${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser

  beforeAll(async () => {
    desk = await startDesk({ DEMO: 'no' })
    browser = await startBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  test('the page of the printed address founds the company, once, and signs its administrator in', async () => {
    const address = desk.printed.map((line) => /Set up your desk: (\S+)/.exec(line)?.[1]).find(Boolean)
    expect(address).toBeTruthy()
    const { page } = await openPage(browser)
    await page.goto(address ?? '')
    await page.getByTestId('setup-account').fill('Lamp & Co')
    await page.getByTestId('setup-name').fill('Ada')
    await page.getByTestId('setup-email').fill('ada@lamp.example')
    await page.getByTestId('setup-password').fill('correct horse battery')
    await takePicture(page, 'set-up')
    await page.getByTestId('setup-submit').click()
    await page.getByTestId('navigation').waitFor()
    const again = await page.request.post(`${desk.url}/setup`, {
      data: {
        token: new URL(address ?? '').searchParams.get('token'),
        account_name: 'X',
        name: 'X',
        email: 'x@x.example',
        password: 'correct horse battery',
      },
    })
    expect(again.status()).toBe(404)
  })
})
