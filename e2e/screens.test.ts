import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, openWidget, signInAs, startBrowser, takePicture, whyNoBrowser, writeInWidget } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'
import { automationScreens } from './screens/automation.ts'
import { contactScreens } from './screens/contacts.ts'
import type { Screens } from './screens/reach.ts'
import { brandingScreens } from './screens/branding.ts'
import { findingScreens } from './screens/finding.ts'
import { macroScreens } from './screens/macros.ts'
import { mailScreens } from './screens/mail.ts'
import { settingsScreens } from './screens/settings.ts'
import { webhookScreens } from './screens/webhooks.ts'
import { workspaceScreens } from './screens/workspace.ts'

const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 360, height: 740 } }

interface Variant {
  name: string
  size: keyof typeof SIZES
  colorScheme: 'light' | 'dark'
  locale?: string
  screens: Screens
}

const SCREENS: Screens = {
  ...workspaceScreens,
  ...contactScreens,
  ...settingsScreens,
  ...brandingScreens,
  ...findingScreens,
  ...mailScreens,
  ...macroScreens,
  ...webhookScreens,
  ...automationScreens,
}

/** Enough to see that everything turns with a language that runs from right to left. */
const TURNED = new Set([
  'contact-page',
  'filter',
  'palette',
  'search-page',
  'settings-new-agent',
  'settings-profile',
  'thread',
])

const VARIANTS: Variant[] = [
  ...(['light', 'dark'] as const).flatMap((colorScheme) =>
    (['wide', 'narrow'] as const).map((size) => ({
      name: `${size}-${colorScheme}`,
      size,
      colorScheme,
      screens: SCREENS,
    })),
  ),
  ...([['wide', 'light'] as const, ['narrow', 'dark'] as const] as const).map(([size, colorScheme]) => ({
    name: `${size}-${colorScheme}-ar`,
    size,
    colorScheme,
    locale: 'ar',
    screens: Object.fromEntries(Object.entries(SCREENS).filter(([name]) => TURNED.has(name))),
  })),
]

describe.skipIf(whyNoBrowser)(`the screens${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let axe: string

  beforeAll(async () => {
    desk = await startDesk()
    browser = await startBrowser()
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  /** What axe finds that keeps people out, in the page and its frames. */
  const barriers = async (page: Page): Promise<string[]> => {
    // The frame of a mail runs no scripts, and so not this one.
    const frames = page.frames().filter((frame) => frame.url() !== 'about:srcdoc')
    const found = await Promise.all(
      frames.map(async (frame) => {
        await frame.evaluate(axe)
        return frame.evaluate(`axe.run(document, { iframes: false }).then((result) => result.violations
          .filter((one) => ['serious', 'critical'].includes(one.impact))
          .map((one) => one.id + ': ' + one.nodes.map((node) => node.target.join(' ')).join(', ')))`)
      }),
    )
    return found.flat() as string[]
  }

  for (const { name: variant, size, colorScheme, locale = 'en', screens } of VARIANTS) {
    const open = () => openPage(browser, { colorScheme, locale, viewport: SIZES[size], bypassCSP: true })
    const picture = (name: string) => `${name}-${variant}`

    test(`signing in, ${variant}`, async () => {
      const { page } = await open()
      await page.goto(`${desk.url}/app/login`)
      await page.getByTestId('sign-in-form').waitFor()
      await takePicture(page, picture('sign-in'))
      expect(await barriers(page)).toEqual([])
      await page.context().close()
    })

    describe(`signed in, ${variant}`, () => {
      let page: Page
      let complaints: string[]

      beforeAll(async () => {
        ;({ page, complaints } = await open())
        await signInAs(page, desk.url, 'Ada')
      })
      afterAll(() => page.context().close())

      test.for(Object.entries(screens))('%s', async ([name, reach]) => {
        complaints.length = 0
        await reach(page, `${desk.url}/app/accounts/1`)
        await takePicture(page, picture(name))
        expect(await barriers(page)).toEqual([])
        expect(complaints).toEqual([])
      })
    })

    test.skipIf(locale !== 'en')(`the widget, ${variant}`, async () => {
      const { page } = await open()
      const widget = await openWidget(page, desk.url)
      await writeInWidget(widget, `Hello from ${picture('the widget')}`)
      await widget.getByTestId('widget-message').nth(1).waitFor()
      await takePicture(page, picture('widget'))
      expect(await barriers(page)).toEqual([])
      await page.context().close()
    })
  }
})
