import type { Page } from 'playwright-core'
import type { Screens } from './reach.ts'

/** Fills the sheet of a new macro with one step of each sort. */
export async function fillMacro(page: Page, name: string): Promise<void> {
  await page.getByTestId('macro-name').fill(name)
  await addStep(page, 'send_message')
  await page.getByTestId('step-text').fill('A new one is on its way. Thank you for the photos!')
  await addStep(page, 'add_label')
  await page.getByTestId('label-words').fill('damaged')
  await page.getByTestId('label-words').press('Enter')
  await addStep(page, 'assign_agent')
  await addStep(page, 'change_priority')
  await addStep(page, 'resolve_conversation')
}

/** Adds a step to the macro or the rule that is edited. */
export async function addStep(page: Page, kind: string, choice?: string): Promise<void> {
  await page.getByTestId('add-step').click()
  const step = page.getByTestId('step').last()
  await step.getByTestId('step-kind').locator('select').selectOption(kind)
  if (choice) await step.getByTestId('step-choice').locator('select').selectOption(choice)
}

/** The account has a macro, made once for all that look at it. */
async function openMacros(page: Page, account: string): Promise<void> {
  await page.goto(`${account}/settings/macros`)
  const row = page.getByTestId('row')
  await page.getByTestId('new').or(row).first().waitFor()
  await page.getByText('No macros yet').or(row.first()).waitFor()
  if ((await row.count()) > 0) return
  await page.getByTestId('new').first().click()
  await fillMacro(page, 'Send a new one')
  await page.getByTestId('save-row').click()
  await row.first().waitFor()
}

export const macroScreens: Screens = {
  'settings-macros': openMacros,
  'settings-new-macro': async (page, account) => {
    await page.goto(`${account}/settings/macros?open=new`)
    await page.getByTestId('side-sheet').waitFor()
    await fillMacro(page, 'Replace')
    await addStep(page, 'add_private_note')
    await page.getByTestId('save-row').click()
    await page.getByTestId('step-problem').waitFor()
  },
  'macro-box': async (page, account) => {
    await openMacros(page, account)
    await page.goto(`${account}/conversations?view=all`)
    await page.getByTestId('conversation-row').first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('m')
    await page.getByTestId('macro-preview').waitFor()
  },
}
