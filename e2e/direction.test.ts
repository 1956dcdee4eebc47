import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, signInAs, startBrowser, whyNoBrowser } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'

describe.skipIf(whyNoBrowser)(`a language from right to left${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let ada: Page
  let complaints: string[]

  beforeAll(async () => {
    desk = await startDesk()
    browser = await startBrowser()
    ;({ page: ada, complaints } = await openPage(browser, { locale: 'en-GB' }))
    await signInAs(ada, desk.url, 'Ada')
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  const page = () => ada.evaluate<string>('document.documentElement.lang + " " + document.documentElement.dir')
  const startOf = async (testId: string) => {
    const box = await ada.getByTestId(testId).first().boundingBox()
    return box ? box.x + box.width / 2 : Number.NaN
  }
  const openLea = async () => {
    await ada.goto(`${desk.url}/app/accounts/1/conversations?view=all`)
    await ada.getByTestId('conversation-row').filter({ hasText: 'Léa' }).click()
    await ada.getByTestId('message').first().waitFor()
  }

  test('the page turns at once when the language is chosen, and is turned from the start the next time', async () => {
    await ada.goto(`${desk.url}/app/accounts/1/settings/profile`)
    const choice = ada.getByTestId('profile-language')
    await choice.selectOption('ar')
    await expect.poll(page).toBe('ar rtl')
    await ada.getByText('الملف الشخصي').first().waitFor()
    await ada.reload()
    await choice.waitFor()
    expect(await page()).toBe('ar rtl')
  })

  test('the list stands to the right of the thread, and the customer to its left', async () => {
    await openLea()
    await ada.getByTestId('contact-panel').waitFor()
    const [list, thread, details] = await Promise.all(['conversation-list', 'thread', 'contact-panel'].map(startOf))
    expect(list).toBeGreaterThan(thread ?? 0)
    expect(thread).toBeGreaterThan(details ?? 0)
  })

  test('words of another direction keep their own, and stand where the others stand', async () => {
    const [gap, direction] = await ada.evaluate<[number, string]>(`(() => {
      const find = (selector, text) =>
        [...document.querySelectorAll(selector)].find((one) => one.textContent.trim().startsWith(text))
      const name = find('[data-testid=conversation-row] .truncate', 'Léa Fontaine')
      const words = document.createRange()
      words.selectNodeContents(name)
      const gap = name.getBoundingClientRect().right - words.getBoundingClientRect().right
      return [gap, getComputedStyle(find('[data-testid=message] p', 'A photo would help me')).direction]
    })()`)
    expect(Math.abs(gap)).toBeLessThan(2)
    expect(direction).toBe('ltr')
  })

  test('the arrow keys across follow the line: the width of the list grows to the left', async () => {
    const divider = ada.getByRole('separator').first()
    const width = () => divider.getAttribute('aria-valuenow').then(Number)
    const before = await width()
    await divider.focus()
    await ada.keyboard.press('ArrowLeft')
    expect(await width()).toBe(before + 20)
    await ada.keyboard.press('ArrowRight')
    expect(await width()).toBe(before)
  })

  test('menus open in the direction of the page', async () => {
    await ada.getByTestId('conversation-row').first().click({ button: 'right' })
    const menu = ada.getByTestId('row-menu')
    await menu.waitFor()
    expect(await ada.evaluate('getComputedStyle(document.querySelector("[data-testid=row-menu]")).direction')).toBe(
      'rtl',
    )
    await ada.keyboard.press('Escape')
    await menu.waitFor({ state: 'detached' })
  })

  test('keys are heard by their place on an Arabic keyboard', async () => {
    await openLea()
    await ada.evaluate(`document.activeElement?.blur()
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ا', code: 'KeyH', bubbles: true }))`)
    await ada.getByRole('combobox').first().waitFor()
    await ada.keyboard.press('Escape')
  })

  test('numbers of things are said in the forms of the language', async () => {
    await ada.goto(`${desk.url}/app/accounts/1/settings/teams`)
    await ada
      .getByText(/^(عضو واحد|عضوان|\d+ أعضاء)/)
      .first()
      .waitFor()
  })

  test('back in English, everything stands as before', async () => {
    await ada.goto(`${desk.url}/app/accounts/1/settings/profile`)
    await ada.getByTestId('profile-language').selectOption('en')
    await expect.poll(page).toBe('en ltr')
    await openLea()
    expect(await startOf('conversation-list')).toBeLessThan(await startOf('thread'))
    expect(complaints).toEqual([])
  })
})
