import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, signInAs, startBrowser, takePicture, whyNoBrowser } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'
import { addStep } from './screens/macros.ts'
import { until } from './until.ts'

describe.skipIf(whyNoBrowser)(`macros${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let ada: Page
  let ben: Page
  let complaints: string[]
  let account: string

  const rows = (page: Page) => page.getByTestId('conversation-row')
  const row = (page: Page, name: string) => rows(page).filter({ hasText: name })
  const steps = (page: Page) => page.getByTestId('step')
  const kinds = (page: Page) => steps(page).evaluateAll((all) => all.map((one) => one.dataset['kind']))
  const saved = async (page: Page) => {
    await page.getByTestId('save-row').click()
    await page.getByTestId('side-sheet').waitFor({ state: 'detached' })
  }
  const ran = (page: Page, text: RegExp) => page.getByTestId('undo-bar').filter({ hasText: text })
  /** Posts to the API that leave a page, by the ends of their paths. */
  const posts = (page: Page, path: RegExp) => {
    const found: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST' && path.test(request.url())) found.push(request.postData() ?? '')
    })
    return found
  }
  const toList = async (page: Page) => {
    await page.goto(`${account}/conversations?view=all`)
    await rows(page).first().waitFor()
  }

  beforeAll(async () => {
    desk = await startDesk()
    account = `${desk.url}/app/accounts/1`
    browser = await startBrowser()
    ;({ page: ada, complaints } = await openPage(browser, {}, { undoSend: 8 }))
    await signInAs(ada, desk.url, 'Ada')
    ;({ page: ben } = await openPage(browser))
    await signInAs(ben, desk.url, 'Ben')
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  test('an administrator makes a macro for everybody; what is missing is said at its step', async () => {
    await ada.keyboard.press('Control+k')
    await ada.getByTestId('palette-input').fill('macros')
    await ada.getByTestId('palette-entry').filter({ hasText: 'Settings' }).first().click()
    await ada.getByTestId('new').click()
    await ada.getByTestId('macro-name').fill('Escalate')
    await ada.getByText('Everybody').click()
    await addStep(ada, 'add_label')
    await addStep(ada, 'change_priority', 'urgent')
    await addStep(ada, 'assign_team')
    await ada.getByTestId('save-row').click()
    await ada.getByTestId('step-problem').filter({ hasText: 'Name at least one label.' }).waitFor()
    await ada.getByTestId('label-words').fill('Very Urgent')
    await ada.getByTestId('label-words').press('Enter')
    await ada.getByTestId('label-chip').filter({ hasText: 'very-urgent' }).waitFor()
    await saved(ada)
    await ada.getByTestId('row').filter({ hasText: 'Escalate' }).waitFor()
  })

  test('steps are put in order by key and by hand', async () => {
    await ada.getByTestId('open-row').filter({ hasText: 'Escalate' }).click()
    await steps(ada).nth(2).waitFor()
    await steps(ada).nth(2).getByTestId('grip').focus()
    await ada.keyboard.press('ArrowUp')
    expect(await kinds(ada)).toEqual(['add_label', 'assign_team', 'change_priority'])
    const grip = (await steps(ada).nth(0).getByTestId('grip').boundingBox())!
    const last = (await steps(ada).nth(2).boundingBox())!
    await ada.mouse.move(grip.x + 8, grip.y + 8)
    await ada.mouse.down()
    await ada.mouse.move(grip.x + 8, last.y + last.height - 4, { steps: 20 })
    await ada.mouse.up()
    expect(await kinds(ada)).toEqual(['assign_team', 'change_priority', 'add_label'])
    await takePicture(ada, 'macro-sheet')
    await saved(ada)
  })

  test('what the server refuses stands at the field that it names', async () => {
    await ada.getByTestId('new').click()
    await addStep(ada, 'resolve_conversation')
    await ada.getByTestId('save-row').click()
    await ada.getByTestId('side-sheet').getByText('name', { exact: false }).last().waitFor()
    await until(() => ada.getByTestId('macro-name').getAttribute('aria-invalid'))
    await ada.getByTestId('macro-name').fill('Thank and close')
    await addStep(ada, 'send_message')
    await ada.getByTestId('step-text').fill('Thank you, we are done.')
    await saved(ada)
  })

  test('a removed macro comes back by undo', async () => {
    await ada.getByTestId('row').filter({ hasText: 'Thank and close' }).hover()
    await ada.getByTestId('row').filter({ hasText: 'Thank and close' }).getByTestId('remove-row').click()
    await until(async () => (await ada.getByTestId('row').count()) === 1)
    await ada.getByTestId('undo').click()
    await until(async () => (await ada.getByTestId('row').count()) === 2)
  })

  test('m shows what a macro will do, runs it at once, and undo brings everything back', async () => {
    await toList(ada)
    await row(ada, 'Grace').click()
    await ada.getByTestId('thread-head').filter({ hasText: 'Grace' }).waitFor()
    const label = ada.getByTestId('thread-label').filter({ hasText: 'very-urgent' })
    const told = (text: string) => ada.getByTestId('activity').filter({ hasText: text })
    await ada.keyboard.press('m')
    await ada.getByTestId('macro-words').fill('escal')
    await ada.getByTestId('macro-preview').getByText('Make it urgent').waitFor()
    await takePicture(ada, 'macro-box')
    await ada.keyboard.press('Enter')
    await ran(ada, /“Escalate” ran on 1 conversation/).waitFor()
    await label.waitFor()
    await told('set the priority to urgent').waitFor()
    await ada.keyboard.press('z')
    await told('removed the priority').waitFor()
    await told('removed very-urgent').waitFor()
    await label.waitFor({ state: 'detached' })
  })

  test('one that writes waits, and nothing leaves when it is undone', async () => {
    const runs = posts(ada, /execute$/)
    await toList(ada)
    const before = await rows(ada).count()
    await ada.keyboard.press('j')
    await ada.keyboard.press('x')
    await ada.keyboard.press('Shift+J')
    await ada.getByTestId('many-macro').click()
    await ada.getByTestId('macro-words').fill('thank')
    await ada.getByTestId('macro-preview').getByText('Thank you, we are done.').waitFor()
    await ada.keyboard.press('Enter')
    await ran(ada, /Running “Thank and close” on 2 conversations/).waitFor()
    await until(async () => (await rows(ada).count()) === before - 2)
    await ada.getByTestId('undo').click()
    await until(async () => (await rows(ada).count()) === before)
    expect(runs).toEqual([])
  })

  test('whoever leaves the page meanwhile has run it, once', async () => {
    await toList(ben)
    await row(ben, 'Mo Haddad').click()
    const sent = ben.getByTestId('message').filter({ hasText: 'Thank you, we are done.' })
    await toList(ada)
    await row(ada, 'Mo Haddad').click()
    await ada.getByTestId('thread-head').filter({ hasText: 'Mo Haddad' }).waitFor()
    await ada.keyboard.press('Alt+2')
    await ran(ada, /Running “Thank and close”/).waitFor()
    await ada.goto(`${account}/settings/macros`)
    await sent.waitFor()
    await until(async () => (await ben.getByTestId('activity').filter({ hasText: 'resolved' }).count()) > 0)
    expect(await sent.count()).toBe(1)
  })

  test('an agent may not change what is shared, and makes a copy of it', async () => {
    await ben.goto(`${account}/settings/macros`)
    await ben.getByTestId('open-row').filter({ hasText: 'Escalate' }).click()
    await ben.getByTestId('side-sheet').getByText('Make it urgent').waitFor()
    expect(await ben.getByTestId('macro-name').count()).toBe(0)
    await ben.getByTestId('copy-shared').click()
    await until(async () => (await ben.getByTestId('macro-name').inputValue()) === 'Escalate (copy)')
    await saved(ben)
    await ben.getByTestId('row').filter({ hasText: 'Escalate (copy)' }).getByText('Only me').waitFor()
    await ada.reload()
    await ada.getByTestId('row').first().waitFor()
    expect(await ada.getByTestId('row').filter({ hasText: '(copy)' }).count()).toBe(0)
  })

  test('one that is gone meanwhile is refused with the reason, and the row is as it was', async () => {
    await toList(ben)
    await ben.keyboard.press('j')
    await ben.keyboard.press('m')
    const option = ben.getByTestId('macro-option').filter({ hasText: 'Escalate' }).first()
    await option.waitFor()
    await ada.getByTestId('row').filter({ hasText: 'Escalate' }).hover()
    await ada.getByTestId('row').filter({ hasText: 'Escalate' }).getByTestId('remove-row').click()
    await until(async () => {
      // Leaving the page ends the wait.
      await ada.goto(`${account}/settings/macros`)
      await ada.getByTestId('row').first().waitFor()
      return (await ada.getByTestId('row').filter({ hasText: 'Escalate' }).count()) === 0
    })
    await option.click()
    await ben.getByText('“Escalate” did not run.', { exact: false }).waitFor()
    expect(complaints.filter((one) => !/404|422/.test(one))).toEqual([])
  })
})
