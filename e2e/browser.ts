import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { chromium, type Browser, type BrowserContextOptions, type FrameLocator, type Page } from 'playwright-core'

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const found = process.env['CHROMIUM'] ?? CANDIDATES.find((path) => existsSync(path))

/** Why the flows in a browser cannot run here, or null. */
export const whyNoBrowser = found ? null : 'no Chromium on this machine (Debian: apt-get install chromium)'

/** Starts a headless browser that talks to nobody but the desk. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: found,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** A page in a browser profile of its own. What goes wrong in it is collected. Replies leave at once, unless the flow is about that. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
  preferences: Record<string, unknown> = { undoSend: 0 },
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  await context.addInitScript(
    // Some frames have no storage.
    `try {
      if (localStorage.getItem('porchlight:preferences') === null)
        localStorage.setItem('porchlight:preferences', ${JSON.stringify(JSON.stringify(preferences))})
    } catch {}`,
  )
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/net::ERR_|WebSocket connection/.test(message.text()))
      complaints.push(message.text())
  })
  return { page, complaints }
}

/** Keeps a picture of a page under e2e/screenshots. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await mkdir('e2e/screenshots', { recursive: true })
  await page.screenshot({ path: `e2e/screenshots/${name}.png` })
}

/** Signs in with one click, as the demo company's login offers. */
export async function signInAs(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/app`)
  await page.getByTestId('demo-sign-in').filter({ hasText: name }).click()
  await page.getByTestId('conversation-list').waitFor()
}

/** Opens the widget on the demo company's shop. */
export async function openWidget(page: Page, url: string): Promise<FrameLocator> {
  await page.goto(`${url}/demo`)
  await page.getByTestId('widget-bubble').click()
  const widget = page.frameLocator('#chatwoot_live_chat_widget')
  await widget.getByTestId('widget-composer').waitFor()
  return widget
}

/** Writes in the widget as a customer does. */
export async function writeInWidget(widget: FrameLocator, text: string): Promise<void> {
  await widget.getByTestId('widget-composer').fill(text)
  await widget.getByTestId('widget-composer').press('Enter')
}

/** Writes in the dashboard's composer and sends. */
export async function answer(page: Page, text: string, share: 'reply' | 'note' = 'reply'): Promise<void> {
  await page.getByTestId(`${share}-tab`).click()
  await page.getByTestId('composer').fill(text)
  await page.getByTestId('send').click()
}
