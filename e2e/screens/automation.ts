import type { Page } from 'playwright-core'
import { addStep } from './macros.ts'
import type { Screens } from './reach.ts'

/** Adds a condition to the rule that is edited: a text that something is compared with. */
export async function addCondition(page: Page, key: string, text: string): Promise<void> {
  await page.getByTestId('add-filter-row').click()
  const row = page.getByTestId('filter-row').last()
  await row.locator('select').first().selectOption({ label: key })
  await row.getByTestId('filter-value').fill(text)
}

/** Fills the sheet of a new rule. */
export async function fillRule(page: Page, name: string): Promise<void> {
  await page.getByTestId('rule-name').fill(name)
  await addCondition(page, 'Content', 'lamp')
  await addStep(page, 'change_priority', 'urgent')
  await addStep(page, 'add_label')
  await page.getByTestId('label-words').fill('lamps')
  await page.getByTestId('label-words').press('Enter')
}

/** The account has a rule, made once for all that look at it. */
async function openRules(page: Page, account: string): Promise<void> {
  await page.goto(`${account}/settings/automation`)
  const row = page.getByTestId('row')
  await page.getByText('No rules yet').or(row.first()).first().waitFor()
  if ((await row.count()) > 0) return
  await page.getByTestId('new').first().click()
  await fillRule(page, 'Lamps are urgent')
  await page.getByTestId('save-row').click()
  await row.first().waitFor()
}

export const automationScreens: Screens = {
  'settings-automation': openRules,
  'settings-rule-tried': async (page, account) => {
    await openRules(page, account)
    await page.getByTestId('open-row').first().click()
    await page.getByTestId('side-sheet').waitFor()
    await page.getByTestId('try-rule').click()
    await page.getByTestId('trial-count').scrollIntoViewIfNeeded()
  },
  'settings-rule-lacks': async (page, account) => {
    await page.goto(`${account}/settings/automation?open=new`)
    await page.getByTestId('side-sheet').waitFor()
    await page.getByTestId('rule-event').selectOption('conversation_updated')
    await page.getByTestId('add-filter-row').click()
    const row = page.getByTestId('filter-row')
    await row.locator('select').first().selectOption({ label: 'Priority' })
    await row.locator('select').nth(1).selectOption('attribute_changed')
    await addStep(page, 'send_email_to_team')
    await page.getByTestId('save-row').click()
    await page.getByTestId('step-problem').waitFor()
  },
  'settings-rule-log': async (page, account) => {
    await openRules(page, account)
    await page.getByTestId('open-log').first().click()
    await page.getByText('It has done nothing yet').or(page.getByTestId('run').first()).waitFor()
  },
  'conversation-why': async (page, account) => {
    await page.goto(`${account}/conversations?view=all`)
    await page.getByTestId('conversation-row').first().click()
    await page.getByTestId('thread-head').waitFor()
    await page.getByTestId('more-actions').click()
    await page.getByTestId('action-why').click()
    const dialog = page.getByTestId('why-dialog')
    await dialog.getByText('No rule did anything here').or(dialog.getByTestId('run').first()).waitFor()
  },
}
