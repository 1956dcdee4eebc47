import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, openWidget, signInAs, startBrowser, takePicture, whyNoBrowser, writeInWidget } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'
import { addCondition } from './screens/automation.ts'
import { addStep } from './screens/macros.ts'
import { until } from './until.ts'

describe.skipIf(whyNoBrowser)(`automation${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let ada: Page
  let complaints: string[]
  let account: string

  const rows = () => ada.getByTestId('row')
  const rowOn = () => rows().first().getByTestId('switch-row').getAttribute('aria-checked')
  const settings = async () => {
    await ada.goto(`${account}/settings/automation`)
    await rows().first().waitFor()
  }

  beforeAll(async () => {
    desk = await startDesk()
    account = `${desk.url}/app/accounts/1`
    browser = await startBrowser()
    ;({ page: ada, complaints } = await openPage(browser))
    await signInAs(ada, desk.url, 'Ada')
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  test('what a rule lacks is said at its field, by trying it as by saving it', async () => {
    await ada.keyboard.press('Control+k')
    await ada.getByTestId('palette-input').fill('automation')
    await ada.getByTestId('palette-entry').filter({ hasText: 'Settings' }).first().click()
    await ada.getByTestId('new').first().click()
    await ada.getByTestId('rule-name').fill('Smashed lamps')
    await addCondition(ada, 'Content', '')
    await addStep(ada, 'add_label')
    await ada.getByTestId('try-rule').click()
    await ada.getByTestId('filter-row').getByText('Choose a value').waitFor()
    await ada.getByTestId('step-problem').filter({ hasText: 'Name at least one label.' }).waitFor()
    expect(await ada.getByTestId('trial-count').count()).toBe(0)
  })

  test('a rule is read as a sentence and tried before it is kept', async () => {
    await ada.getByTestId('filter-value').fill('the')
    await ada.getByTestId('label-words').fill('smashed')
    await ada.getByTestId('label-words').press('Enter')
    await addStep(ada, 'change_priority', 'urgent')
    const sentence = 'When a message arrives, if content contains “the”: add label smashed, make it urgent'
    await until(async () => (await ada.getByTestId('rule-sentence').innerText()) === sentence)
    await ada.getByTestId('try-rule').click()
    await ada
      .getByTestId('trial-count')
      .filter({ hasText: /It would touch \d+ of the latest \d+/ })
      .waitFor()
    await ada.getByTestId('trial-row').first().getByText('Add label smashed').waitFor()
    await takePicture(ada, 'rule-tried')
    await ada.getByTestId('filter-value').fill('smashed to pieces')
    await until(async () => (await ada.getByTestId('trial-count').count()) === 0)
    await ada.getByTestId('try-rule').click()
    await ada.getByTestId('trial-count').filter({ hasText: 'It would touch none' }).waitFor()
  })

  test('what the server refuses stands at the field that it names', async () => {
    await ada.getByTestId('rule-name').fill('')
    await ada.getByTestId('save-row').click()
    await until(() => ada.getByTestId('rule-name').getAttribute('aria-invalid'))
    await ada.getByTestId('rule-name').fill('Smashed lamps')
    await addStep(ada, 'send_message')
    await ada.getByTestId('step-text').fill('We send a new one today.')
    await ada.getByTestId('save-row').click()
    await ada.getByTestId('side-sheet').waitFor({ state: 'detached' })
    await rows().filter({ hasText: 'Smashed lamps' }).getByText('make it urgent', { exact: false }).waitFor()
  })

  test('the switch acts at once, and undo takes it back', async () => {
    expect(await rowOn()).toBe('true')
    await rows().first().getByTestId('switch-row').click()
    await until(async () => (await rowOn()) === 'false')
    await ada.getByTestId('undo').click()
    await until(async () => (await rowOn()) === 'true')
    await settings()
    await until(async () => (await rowOn()) === 'true')
  })

  test('a customer writes, the rule acts, and the conversation says why', async () => {
    const { page: mo } = await openPage(browser)
    const widget = await openWidget(mo, desk.url)
    await writeInWidget(widget, 'My lamp is smashed to pieces')
    await widget.getByText('We send a new one today.').waitFor()
    await ada.goto(`${account}/conversations?view=all`)
    await ada.getByTestId('conversation-row').first().click()
    const message = ada.getByTestId('message').filter({ hasText: 'We send a new one today.' })
    await message.getByText('Automation').waitFor()
    await ada.getByTestId('thread-label').filter({ hasText: 'smashed' }).waitFor()
    await message.getByTestId('why').click()
    const run = ada.getByTestId('why-dialog').getByTestId('run')
    await run.getByText('A message arrived').waitFor()
    await run.getByText('Set the priority').waitFor()
    await takePicture(ada, 'why')
    await ada.keyboard.press('Escape')
    await ada.getByTestId('why-dialog').waitFor({ state: 'detached' })
    await ada.getByTestId('thread').focus()
    await ada.keyboard.press('w')
    await run.getByTestId('run-link').click()
    await until(async () => (await ada.getByTestId('rule-name').inputValue()) === 'Smashed lamps')
  })

  test('the log of a rule leads to the conversations that it acted in', async () => {
    await settings()
    await rows().first().getByTestId('open-log').click()
    const run = ada.getByTestId('run').first()
    await run.getByText('Send a message').waitFor()
    await takePicture(ada, 'rule-log')
    await run.getByTestId('run-link').click()
    await ada.getByTestId('message').filter({ hasText: 'smashed to pieces' }).waitFor()
  })

  test('a copy is off, and a removed rule comes back by undo', async () => {
    await settings()
    await rows().first().getByTestId('copy-row').click()
    await until(async () => (await ada.getByTestId('rule-name').inputValue()) === 'Smashed lamps (copy)')
    expect(await ada.getByTestId('rule-active').getAttribute('aria-checked')).toBe('false')
    await ada.getByTestId('save-row').click()
    await until(async () => (await rows().count()) === 2)
    await rows().last().hover()
    await rows().last().getByTestId('remove-row').click()
    await until(async () => (await rows().count()) === 1)
    await ada.getByTestId('undo').click()
    await until(async () => (await rows().count()) === 2)
    expect(complaints.filter((one) => !/422/.test(one))).toEqual([])
  })
})
