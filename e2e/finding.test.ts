import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answer, openPage, openWidget, signInAs, startBrowser, whyNoBrowser, writeInWidget } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'
import { until } from './until.ts'

describe.skipIf(whyNoBrowser)(`finding, being told, taking back${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let ada: Page
  let complaints: string[]

  const openAll = (page: Page) => page.goto(`${desk.url}/app/accounts/1/conversations?view=all`)
  const openThread = async (page: Page, who: string) => {
    await openAll(page)
    await page.getByTestId('conversation-row').filter({ hasText: who }).click()
    await page.getByTestId('message').first().waitFor()
  }
  const bellCount = async (page: Page) =>
    Number((await page.getByTestId('bell').getByTestId('nav-count').textContent()) ?? 0)

  beforeAll(async () => {
    desk = await startDesk()
    browser = await startBrowser()
    ;({ page: ada, complaints } = await openPage(browser, {}, { undoSend: 8 }))
    await signInAs(ada, desk.url, 'Ada')
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  test('a search is narrowed by the keyboard alone, and Enter jumps to the message', async () => {
    await openAll(ada)
    await ada.getByTestId('conversation-row').first().waitFor()
    await ada.keyboard.press('/')
    const input = ada.getByTestId('search-input')
    await input.waitFor()
    await ada.keyboard.type('photo fro')
    await ada.getByTestId('search-option').filter({ hasText: 'from:' }).waitFor()
    await ada.keyboard.press('Tab')
    await ada.keyboard.type('Léa')
    await ada.keyboard.press('Tab')
    expect(await input.inputValue()).toBe('photo from:"Léa Fontaine" ')
    const hit = ada.getByTestId('found-messages').filter({ hasText: 'I can send a photo' })
    await hit.locator('mark').filter({ hasText: 'photo' }).waitFor()
    expect(await ada.getByTestId('found-contacts').count()).toBe(0)
    await ada.keyboard.press('Enter')
    await ada.waitForURL(/message=\d+/)
    await ada.getByTestId('message').filter({ hasText: 'I can send a photo' }).waitFor()
    expect(await hit.count()).toBe(1)

    await input.focus()
    await ada.keyboard.press('Escape')
    await ada.getByTestId('search-option').filter({ hasText: 'photo from:' }).waitFor()
    await ada.keyboard.press('Escape')
    await input.waitFor({ state: 'detached' })
  })

  test('all that was found stands on a page of its own', async () => {
    await ada.goto(`${desk.url}/app/accounts/1/search?q=has:file%20is:gone&kind=conversations`)
    await ada.getByTestId('search-page-input').fill('is:open')
    await ada.keyboard.press('Enter')
    await ada.getByTestId('found-row').filter({ hasText: 'Léa Fontaine' }).click()
    await ada.getByTestId('message').first().waitFor()
  })

  test('a notification arrives in one tab while another looks at something else, and opening it reads it in both', async () => {
    await openThread(ada, 'Grace')
    const other = await ada.context().newPage()
    await openAll(other)
    await other.getByTestId('conversation-row').first().waitFor()
    await other.getByTestId('bell').click()
    await other.getByTestId('notification').first().waitFor()
    const before = await bellCount(other)

    const { page: ben } = await openPage(browser)
    await signInAs(ben, desk.url, 'Ben')
    await openThread(ben, 'Tomasz')
    await ben.getByTestId('note-tab').click()
    await ben.getByTestId('composer').fill('')
    await ben.getByTestId('composer').pressSequentially('Please look, @ada')
    await ben.getByTestId('completions').waitFor()
    await ben.keyboard.press('Enter')
    await ben.getByTestId('send').click()

    const told = other.getByTestId('notification').filter({ hasText: 'You are mentioned' })
    await told.waitFor()
    await until(async () => (await bellCount(ada)) === before + 1)
    await told.getByRole('button').first().click()
    await other.waitForURL(/message=\d+/)
    await other.getByTestId('message').filter({ hasText: 'Please look' }).waitFor()
    await until(async () => (await bellCount(ada)) <= before)

    await other.keyboard.press('g')
    await other.keyboard.press('i')
    await other.close()
    await ben.context().close()
  })

  test('undo brings a sent reply back, and the customer never sees it', async () => {
    const { page: shop } = await openPage(browser)
    const widget = await openWidget(shop, desk.url)
    await writeInWidget(widget, 'Is the blue bowl back?')
    await openAll(ada)
    await ada.getByTestId('conversation-row').first().waitFor()
    await ada.keyboard.press('/')
    await ada.getByTestId('search-input').fill('blue bowl')
    await ada.getByTestId('found-messages').filter({ hasText: 'blue bowl' }).click()
    await ada.getByTestId('close-search').click()
    await ada.getByTestId('message').filter({ hasText: 'blue bowl' }).waitFor()
    const sent: string[] = []
    ada.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/messages')) sent.push(request.postData() ?? '')
    })

    await answer(ada, 'No, never again!')
    await ada.locator('[data-state="held"]').waitFor()
    await ada.getByTestId('undo').click()
    await until(async () => (await ada.getByTestId('composer').inputValue()) === 'No, never again!')
    expect(await ada.locator('[data-state="held"]').count()).toBe(0)

    await ada.getByTestId('composer').fill('Yes, since Monday.')
    await ada.keyboard.press('Control+Enter')
    await ada.locator('[data-state="held"]').waitFor()
    await ada.keyboard.press('Control+Enter')
    await widget.getByTestId('widget-message').filter({ hasText: 'since Monday' }).waitFor()
    expect(sent).toHaveLength(1)
    expect(await widget.getByTestId('widget-message').filter({ hasText: 'never again' }).count()).toBe(0)

    await answer(ada, 'Shall I keep one?')
    await ada.locator('[data-state="held"]').waitFor()
    await ada.goto('about:blank')
    await widget.getByTestId('widget-message').filter({ hasText: 'keep one' }).waitFor()
    expect(complaints).toEqual([])
    await shop.context().close()
  })
})
