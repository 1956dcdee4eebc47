import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, openWidget, signInAs, startBrowser, takePicture, whyNoBrowser } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'

/** Almost white: as text on white it has a contrast of 1.07. */
const PALE = '#fff8d6'
const accentOf = (page: Page) =>
  page.evaluate<string>(`getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()`)

describe.skipIf(whyNoBrowser)(`the company's brand${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let ada: Page
  let ben: Page
  let axe: string

  beforeAll(async () => {
    desk = await startDesk()
    browser = await startBrowser()
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    const open = async () => (await openPage(browser, { bypassCSP: true })).page
    ada = await open()
    ben = await open()
    await signInAs(ben, desk.url, 'Ben')
    await signInAs(ada, desk.url, 'Ada')
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  /** What axe finds too pale, in the page and its frames. */
  const tooPale = async (page: Page): Promise<string[]> => {
    const found = await Promise.all(
      page.frames().map(async (frame) => {
        await frame.evaluate(axe)
        return frame.evaluate(`axe.run(document, { iframes: false, runOnly: ['color-contrast'] }).then((result) =>
          result.violations.flatMap((one) => one.nodes.map((node) => node.target.join(' ') + ': ' + node.failureSummary)))`)
      }),
    )
    return found.flat() as string[]
  }

  test('an accent that nobody could read is worn by another open tab at once, corrected', async () => {
    const before = await accentOf(ben)
    await ada.goto(`${desk.url}/app/accounts/1/settings/branding`)
    await ada.getByTestId('brand-name').fill('Glow & Sons')
    await ada.getByTestId('brand-accent').locator('input').nth(1).fill(PALE)
    await ada.getByTestId('brand-preview').waitFor()
    await ada.getByTestId('save').click()
    await ben.waitForFunction(`document.title.includes('Glow & Sons')`)
    const after = await accentOf(ben)
    expect(after).not.toBe(before)
    expect(after).not.toContain(`light-dark(${PALE}`)
    expect(await accentOf(ada)).toBe(after)
    expect(await tooPale(ben)).toEqual([])
    expect(await tooPale(ada)).toEqual([])
    await takePicture(ada, 'branding-saved')
  })

  test('a logo and the accent are on the sign-in page before anything else is', async () => {
    const logo = await drawnLogo(ada)
    const file = { name: 'logo.png', mimeType: 'image/png', buffer: logo }
    await ada.getByTestId('brand-logo').locator('input[type=file]').setInputFiles(file)
    await ada.getByTestId('brand-logo').locator('img').waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await openPage(browser, { bypassCSP: true, colorScheme })
      const html = await (await page.request.get(`${desk.url}/app/login`)).text()
      expect(html).toContain('<title>Glow &amp; Sons</title>')
      expect(html).toContain('<style id="porchlight-brand">html:root{--accent:')
      await page.goto(`${desk.url}/app/login`)
      await page.waitForFunction(`document.querySelector('[data-testid=brand-logo]')?.naturalWidth === 240`)
      expect(await tooPale(page)).toEqual([])
      await takePicture(page, `branding-sign-in-${colorScheme}`)
      await page.context().close()
    }
  })

  test('the widget wears a colour that nobody could read, and is read', async () => {
    await ada.request.patch(`${desk.url}/api/v1/accounts/1/inboxes/1`, {
      headers: await sessionOf(ada),
      data: { channel: { widget_color: PALE } },
    })
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await openPage(browser, { bypassCSP: true, colorScheme })
      const widget = await openWidget(page, desk.url)
      expect(await widget.locator('.powered').innerText()).toContain('Glow & Sons')
      expect(await tooPale(page)).toEqual([])
      await takePicture(page, `branding-widget-${colorScheme}`)
      await page.context().close()
    }
  })

  test('one switch takes the line below the chat away', async () => {
    await ada.getByTestId('brand-powered-by').click()
    await ada.getByTestId('save').click()
    await ada.getByTestId('save-bar').waitFor({ state: 'detached' })
    const { page } = await openPage(browser)
    const widget = await openWidget(page, desk.url)
    expect(await widget.locator('.powered').count()).toBe(0)
    await page.context().close()
  })
})

/** A picture that a browser draws, as people have it in a file. */
async function drawnLogo(page: Page): Promise<Buffer> {
  const data = await page.evaluate<string>(`(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 240, height: 64 })
    const pen = canvas.getContext('2d')
    pen.fillStyle = '#7c5cd6'
    pen.fillRect(0, 8, 48, 48)
    pen.font = '600 34px sans-serif'
    pen.fillText('Glow', 64, 44)
    return canvas.toDataURL('image/png').split(',')[1]
  })()`)
  return Buffer.from(data, 'base64')
}

/** The headers that the dashboard of this page sends. */
async function sessionOf(page: Page): Promise<Record<string, string>> {
  return page.evaluate<Record<string, string>>(`JSON.parse(localStorage.getItem('porchlight:session')).headers`)
}
