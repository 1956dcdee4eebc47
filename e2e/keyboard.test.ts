import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, startBrowser, takePicture, whyNoBrowser } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'
import { until } from './until.ts'

/** Nothing here is clicked: every step is a key, as somebody without a mouse makes it. */
describe.skipIf(whyNoBrowser)(`the agent flow without a mouse${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let ada: Page
  let complaints: string[]

  const press = async (...keys: string[]) => {
    for (const key of keys) await ada.keyboard.press(key)
  }
  const type = (text: string) => ada.keyboard.type(text)
  const focused = () =>
    ada.evaluate<string | null>(`(() => {
      const at = document.activeElement
      return at === document.body ? null : (at?.getAttribute('data-testid') ?? at?.tagName ?? null)
    })()`)
  const message = (text: string) => ada.getByTestId('message').filter({ hasText: text })
  /** Steps through the list until the conversation with somebody is open. */
  const openWith = async (who: string) => {
    await press('g', 'a')
    await ada.getByTestId('conversation-row').filter({ hasText: who }).waitFor()
    const head = ada.getByTestId('thread-head')
    if ((await head.count()) === 0) await press('j', 'Enter')
    await head.waitFor()
    for (const key of [...Array<string>(12).fill('k'), ...Array<string>(24).fill('j')]) {
      if (await head.filter({ hasText: who }).count()) break
      await press(key)
    }
    await head.filter({ hasText: who }).waitFor()
    await ada.getByTestId('message').first().waitFor()
  }
  /** Presses Tab until the focus is there. */
  const tabTo = async (isThere: () => Promise<boolean>) => {
    for (let step = 0; step < 200; step++) {
      if (await isThere()) return
      await press('Tab')
    }
    throw new Error(`Tab does not lead there; it ended at ${await focused()}`)
  }

  beforeAll(async () => {
    desk = await startDesk()
    browser = await startBrowser()
    ;({ page: ada, complaints } = await openPage(browser, {}, { undoSend: 8 }))
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  test('signing in', async () => {
    await ada.goto(`${desk.url}/app`)
    await ada.getByTestId('sign-in-email').waitFor()
    expect(await focused()).toBe('sign-in-email')
    await type('ada@demo.example')
    await press('Tab')
    await type('porchlight-demo')
    await press('Enter')
    await ada.getByTestId('conversation-list').waitFor()
  })

  test('going through the list, and back to it', async () => {
    await openWith('Grace')
    const head = () => ada.getByTestId('thread-head').innerText()
    const before = await head()
    await press('j')
    await until(async () => (await head()) !== before)
    await press('k')
    await until(async () => (await head()) === before)
    await press('Escape')
    await ada.getByTestId('thread-head').waitFor({ state: 'detached' })
  })

  test('assigning, labelling, giving a priority, snoozing in words, and undoing that', async () => {
    await openWith('Grace')
    await press('a')
    await type('Ben')
    await press('Enter')
    await ada.getByTestId('assign-control').filter({ hasText: 'Ben' }).waitFor()
    expect(await focused()).not.toBeNull()
    await press('i')
    await ada.getByTestId('assign-control').filter({ hasText: 'Ada' }).waitFor()
    await press('t')
    await type('payment')
    await press('Enter', 'Escape')
    await ada.getByTestId('thread-label').filter({ hasText: 'payment' }).waitFor()
    expect(await focused()).not.toBeNull()
    await press('p')
    await type('urgent')
    await press('Enter')
    await ada
      .getByTestId('priority-control')
      .and(ada.getByLabel(/urgent/i))
      .waitFor()
    await press('h')
    await type('tomorrow 9')
    await press('Enter')
    await ada.getByTestId('undo-bar').waitFor()
    await press('z')
    await ada.getByTestId('conversation-row').filter({ hasText: 'Grace' }).waitFor()
  })

  test('a note that calls a colleague in', async () => {
    await openWith('Tomasz')
    await press('n')
    await until(async () => (await focused()) === 'composer')
    await type('Can you look, @ben')
    await ada.getByTestId('completions').waitFor()
    await press('Enter', 'Control+Enter')
    await message('Can you look').getByTestId('mention').waitFor()
    expect(await focused()).toBe('composer')
    await press('Escape')
  })

  test('a canned reply with a file, taken back before it has left, and sent again', async () => {
    await openWith('Mo Haddad')
    await press('r')
    await until(async () => (await focused()) === 'composer')
    await press('Control+a')
    await type('/')
    await ada.getByTestId('completions').waitFor()
    await press('Enter')
    await until(async () => (await ada.getByTestId('composer').inputValue()).length > 10)
    const words = await ada.getByTestId('composer').inputValue()
    await press('Escape')
    const chooser = ada.waitForEvent('filechooser')
    await press('Shift+A')
    await (await chooser).setFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('A plan') })
    await ada.getByTestId('composer-file').waitFor()
    await press('r')
    await until(async () => (await focused()) === 'composer')
    await press('Control+Enter')
    await ada.getByTestId('undo-bar').waitFor()
    await press('Escape', 'z')
    await until(async () => (await ada.getByTestId('composer').inputValue()) === words)
    await ada.getByTestId('composer-file').waitFor()
    expect(await focused()).toBe('composer')
    await press('Control+Enter')
    // The second press: it need not wait.
    await press('Control+Enter')
    await message(words.slice(0, 20)).filter({ hasText: 'plan.txt' }).waitFor()
    await press('Escape')
  })

  test('resolving, and bringing it back', async () => {
    await press('e')
    await ada.getByTestId('conversation-row').filter({ hasText: 'Mo Haddad' }).waitFor({ state: 'detached' })
    await press('z')
    await ada.getByTestId('conversation-row').filter({ hasText: 'Mo Haddad' }).waitFor()
  })

  test('searching, and opening what was found', async () => {
    await press('/')
    await until(async () => (await focused()) === 'search-input')
    await type('from:grace')
    await ada.locator('[data-testid^="found-"]').first().waitFor()
    await press('Enter')
    await ada.getByTestId('thread-head').filter({ hasText: 'Grace' }).waitFor()
    await press('Escape', 'Escape')
    await ada.getByTestId('search').waitFor({ state: 'detached' })
    expect(await ada.getByTestId('thread-head').count()).toBe(1)
  })

  test('the palette leads anywhere, and the help sheet gives the focus back', async () => {
    await press('Control+k')
    await ada.getByTestId('palette').waitFor()
    await type('Go to contacts')
    await press('Enter')
    await ada.getByTestId('contact-row').first().waitFor()
    await press('g', 's')
    await ada.waitForURL(/settings/)
    await press('?')
    await ada.getByTestId('help-sheet').waitFor()
    await takePicture(ada, 'help-sheet')
    await press('Escape')
    await ada.getByTestId('help-sheet').waitFor({ state: 'detached' })
    await press('g', 'a')
    await ada.getByTestId('conversation-row').first().waitFor()
  })

  test('a shortcut is another key: chosen on its page, and used', async () => {
    await press('Control+k')
    await ada.getByTestId('palette').waitFor()
    await type('Shortcuts')
    // The first of that name is the help sheet.
    await ada.getByTestId('palette-entry').nth(1).waitFor()
    await press('ArrowDown', 'Enter')
    await ada.getByTestId('shortcuts-page').waitFor()
    const line = (command: string) =>
      ada.evaluate<boolean>(`document.activeElement?.closest('[data-command="${command}"]') !== null`)
    await tabTo(() => line('resolve'))
    await press('Enter')
    await until(async () => (await focused()) === 'key-recorder')
    await press('j')
    await ada.getByTestId('key-conflict').waitFor()
    await until(async () => (await focused()) === 'take-key')
    await press('Tab', 'Enter')
    await ada.getByTestId('key-conflict').waitFor({ state: 'detached' })
    await until(async () => (await focused()) === 'change-key')
    expect(await line('resolve')).toBe(true)
    await press('Enter')
    await until(async () => (await focused()) === 'key-recorder')
    await press('y')
    await until(async () => (await focused()) === 'change-key')
    await ada.locator('[data-command="resolve"]').getByText('Y', { exact: true }).waitFor()

    await openWith('Grace')
    await press('e')
    await press('y')
    await ada.getByTestId('conversation-row').filter({ hasText: 'Grace' }).waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })
})
