import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { openClient } from '../http-client.ts'
import { signInToLists, type ListCompany } from '../list-company.ts'
import { signIn, viewOfAll } from './open-dashboard.ts'

// A telephone network of the slow kind, and a processor a quarter as fast as this one.
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
}
const SLOWER = 4

/** Milliseconds until an agent sees the first row, and until a visitor who clicked can write; both with empty caches. */
export async function measureReadiness(browser: Browser, url: string, company: ListCompany) {
  return { dashboard: await dashboardReady(browser, url, company), widget: await widgetReady(browser, url, company) }
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.clearBrowserCache')
  await session.send('Network.emulateNetworkConditions', NETWORK)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
}

async function dashboardReady(browser: Browser, url: string, company: ListCompany): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await signIn(page, url, company)
  await slowDown(page)
  await page.goto(viewOfAll(url, company), { waitUntil: 'commit' })
  await page.getByTestId('conversation-row').first().waitFor()
  const ready = await page.evaluate(() => performance.now())
  await context.close()
  return ready
}

async function widgetReady(browser: Browser, url: string, company: ListCompany): Promise<number> {
  const site = await aSite(url, await websiteToken(url, company))
  const context = await browser.newContext({ viewport: { width: 390, height: 800 } })
  const page = await context.newPage()
  await slowDown(page)
  await page.goto(site.url)
  const bubble = page.getByTestId('widget-bubble')
  await bubble.waitFor()
  const begun = performance.now()
  await bubble.click()
  await page.frameLocator('#chatwoot_live_chat_widget').getByTestId('widget-composer').waitFor()
  const took = performance.now() - begun
  await context.close()
  site.close()
  return took
}

async function websiteToken(url: string, company: ListCompany): Promise<string> {
  const [administrator] = await signInToLists(url, company)
  const inboxes = await openClient(url, 1).get(`/api/v1/accounts/${company.accountId}/inboxes`, administrator?.headers)
  return inboxes.payload[0].website_token
}

/** A page of another origin that embeds the widget. */
async function aSite(desk: string, token: string) {
  const html = `<!doctype html><title>A shop</title><script src="${desk}/packs/js/sdk.js" defer></script>
    <script>addEventListener('load', () => chatwootSDK.run({ websiteToken: '${token}', baseUrl: '${desk}' }))</script>`
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(html))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}
