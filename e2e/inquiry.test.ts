import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  answer,
  openPage,
  openWidget,
  signInAs,
  startBrowser,
  takePicture,
  whyNoBrowser,
  writeInWidget,
} from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'
import { layWire, type WireCutter } from './wire-cutter.ts'
import { until } from './until.ts'

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAIAAAAuKetIAAAAQklEQVR42u3PMQ0AAAgDsKmYf3WIwQMHSZMaqKZ9FgEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQGBywLpRgIRWl0bWAAAAABJRU5ErkJggg==',
  'base64',
)

describe.skipIf(whyNoBrowser)(`the inquiry flow in a real browser${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let wire: WireCutter
  let ada: Page
  let ben: Page
  let shop: Page
  let widget: FrameLocator
  const complaints: string[][] = []

  const open = async () => {
    const opened = await openPage(browser)
    complaints.push(opened.complaints)
    return opened.page
  }
  // The customer has not said their name, and the preview changes with each message.
  const row = (page: Page) => page.getByTestId('conversation-row').filter({ hasText: 'Visitor' })
  const inThread = (page: Page, text: string) => page.getByTestId('message').filter({ hasText: text })
  const inWidget = (text: string) => widget.getByTestId('widget-message').filter({ hasText: text })

  beforeAll(async () => {
    desk = await startDesk()
    browser = await startBrowser()
    wire = await layWire(desk.url)
    ada = await open()
    ben = await open()
    shop = await open()
    await signInAs(ada, desk.url, 'Ada')
    await signInAs(ben, desk.url, 'Ben')
    for (const page of [ada, ben]) await page.getByTestId('tab-unassigned').click()
    widget = await openWidget(shop, wire.url)
  })

  afterAll(async () => {
    await browser?.close()
    await wire?.close()
    await desk?.stop()
  })

  test('a customer writes with a picture, and two agents see it appear without a reload', async () => {
    await widget.getByTestId('widget-composer').fill('Is this cup still in stock?')
    const file = { name: 'cup.png', mimeType: 'image/png', buffer: PICTURE }
    await widget.locator('input[type=file]').setInputFiles(file)
    await widget.getByTestId('widget-send').click()
    for (const page of [ada, ben]) await row(page).waitFor()
    await row(ada).click()
    await inThread(ada, 'Is this cup').waitFor()
    const picture = ada.getByTestId('image-attachment').locator('img').first()
    await picture.waitFor()
    await until(async () => (await picture.evaluate((image) => 'naturalWidth' in image && image.naturalWidth)) === 64)
    await takePicture(ada, 'thread-with-picture')
    await takePicture(shop, 'widget-with-picture')
  })

  test('one agent answers, and the customer sees it', async () => {
    await answer(ada, 'It is! Shall I put one aside for you?')
    await inWidget('Shall I put one aside').waitFor()
  })

  test('a note stays inside', async () => {
    await row(ben).click()
    await answer(ada, 'Asked for the same cup last year', 'note')
    await inThread(ben, 'Asked for the same cup').waitFor()
    await answer(ada, 'We keep it until Friday.')
    await inWidget('We keep it until Friday').waitFor()
    expect(await inWidget('Asked for the same cup').count()).toBe(0)
  })

  test('each side sees the other type', async () => {
    await widget.getByTestId('widget-composer').pressSequentially('Hm', { delay: 30 })
    await ada.getByTestId('typing-indicator').waitFor()
    await takePicture(ada, 'customer-types')
    await ada.getByTestId('reply-tab').click()
    await ada.getByTestId('composer').pressSequentially('Yes', { delay: 30 })
    await widget.getByTestId('widget-typing').waitFor()
    await ada.getByTestId('composer').fill('')
    await widget.getByTestId('widget-composer').fill('')
  })

  test('replies sent while the customer is cut off arrive once and in order', async () => {
    await wire.cut()
    await answer(ada, 'First while you were away')
    await inThread(ada, 'First while you were away').waitFor()
    await answer(ada, 'Second while you were away')
    await inThread(ada, 'Second while you were away').waitFor()
    await writeInWidget(widget, 'Written while cut off')
    await widget.getByTestId('widget-offline').waitFor()
    await takePicture(shop, 'widget-offline')
    await wire.mend()
    await inWidget('Second while you were away').waitFor({ timeout: 60_000 })
    await inThread(ada, 'Written while cut off').waitFor({ timeout: 60_000 })
    const texts = await widget.getByTestId('widget-message').allInnerTexts()
    const positions = ['First while', 'Second while'].map((text) => texts.findIndex((line) => line.includes(text)))
    expect(positions[0]).toBeLessThan(positions[1] ?? -1)
    for (const text of ['First while', 'Second while', 'Written while cut off']) {
      expect(await inWidget(text).count(), text).toBe(1)
    }
    expect(await inThread(ada, 'Written while cut off').count()).toBe(1)
  })

  test('a resolved conversation reopens when the customer writes again', async () => {
    await ada.getByTestId('resolve-button').first().click()
    await ada.getByTestId('toast').or(ada.getByTestId('undo-bar')).first().waitFor()
    const before = await ada.getByTestId('activity').filter({ hasText: 'reopened' }).count()
    await writeInWidget(widget, 'One more question')
    await inThread(ben, 'One more question').waitFor()
    expect(before).toBe(0)
    await ben.getByTestId('activity').filter({ hasText: 'reopened' }).first().waitFor()
  })

  test('nothing went wrong in any of the browsers', () => {
    expect(complaints.flat()).toEqual([])
  })
})
