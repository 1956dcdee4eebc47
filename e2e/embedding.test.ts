import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, signInAs, startBrowser, whyNoBrowser, writeInWidget } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'

describe.skipIf(whyNoBrowser)(`the widget on another site${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let site: Server
  let address: string
  let ada: Page

  beforeAll(async () => {
    desk = await startDesk()
    browser = await startBrowser()
    ada = (await openPage(browser)).page
    await signInAs(ada, desk.url, 'Ada')
    await ada.goto(`${desk.url}/app/accounts/1/settings/inboxes`)
    await ada.getByTestId('inbox-row').first().click()
    const snippet = await ada.getByTestId('embed-snippet').innerText()
    site = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html')
      response.end(`<!doctype html><html lang="en"><title>A site</title><h1>A site</h1>${snippet}</html>`)
    })
    site.listen(0, '127.0.0.1')
    await once(site, 'listening')
    // Another host name, so that browsers treat desk and site as strangers.
    address = `http://localhost:${(site.address() as AddressInfo).port}/`
  })

  afterAll(async () => {
    await browser?.close()
    site?.close()
    await desk?.stop()
  })

  test('a site with the snippet costs one request and no cookie until the window is opened', async () => {
    const { page, complaints } = await openPage(browser)
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    await page.goto(address)
    await page.getByTestId('widget-bubble').waitFor()
    expect(requests.filter((url) => url.startsWith(desk.url))).toEqual([`${desk.url}/packs/js/sdk.js`])
    expect(await page.locator('iframe').count()).toBe(0)
    expect(await page.context().cookies()).toEqual([])
    expect(complaints).toEqual([])
  })

  test('a visitor of the site writes, comes back after a reload, and finds the answer', async () => {
    const { page } = await openPage(browser)
    await page.goto(address)
    await page.getByTestId('widget-bubble').click()
    const widget = page.frameLocator('#chatwoot_live_chat_widget')
    await writeInWidget(widget, 'Hello from another site')
    await ada.goto(`${desk.url}/app/accounts/1/conversations?view=all`)
    await ada.getByTestId('conversation-row').filter({ hasText: 'Visitor' }).click()
    await ada.getByTestId('composer').fill('Welcome!')
    await ada.getByTestId('send').click()
    await widget.getByTestId('widget-message').filter({ hasText: 'Welcome!' }).waitFor()
    await page.reload()
    await page.getByTestId('widget-bubble').click()
    const again = page.frameLocator('#chatwoot_live_chat_widget').getByTestId('widget-message')
    await again.filter({ hasText: 'Hello from another site' }).waitFor()
    await again.filter({ hasText: 'Welcome!' }).waitFor()
  })
})
