import type { Page } from 'playwright-core'
import type { Screens } from './reach.ts'

export const workspaceScreens: Screens = {
  thread: async (page, account) => {
    await page.goto(`${account}/conversations?view=all`)
    await page.getByTestId('conversation-row').filter({ hasText: 'Léa' }).click()
    await page.getByTestId('message').first().waitFor()
  },
  filter: async (page, account) => {
    await page.goto(`${account}/conversations?view=all`)
    await page.getByTestId('conversation-row').first().waitFor()
    await page.getByTestId('filter').click()
    await page.getByTestId('filter-row').waitFor()
    await page.getByTestId('add-filter-row').click()
    await page.getByTestId('apply-filter').click()
  },
  selection: async (page, account) => {
    await page.goto(`${account}/conversations?view=all`)
    await page.getByTestId('conversation-row').first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('Shift+J')
    await page.getByTestId('selection-bar').waitFor()
  },
  row_menu: async (page, account) => {
    await page.goto(`${account}/conversations?view=all`)
    await page.getByTestId('conversation-row').first().click({ button: 'right' })
    await page.getByTestId('row-menu').waitFor()
  },
  unattended: async (page, account) => {
    await page.goto(`${account}/conversations?view=all&type=unattended`)
    await page.getByTestId('conversation-row').first().waitFor()
  },
  completions: async (page, account) => {
    await openLea(page, account)
    await page.getByTestId('note-tab').click()
    await page.getByTestId('composer').fill('')
    await page.getByTestId('composer').pressSequentially('Ask @b')
    await page.getByTestId('completions').waitFor()
  },
  'label-picker': async (page, account) => {
    await openLea(page, account)
    await page.getByTestId('label-control').click()
    await page.getByRole('listbox', { name: 'Labels' }).waitFor()
  },
  palette: async (page, account) => {
    await page.goto(`${account}/conversations?view=all`)
    await page.getByTestId('conversation-row').first().waitFor()
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByTestId('palette').waitFor()
  },
  'message-menu': async (page, account) => {
    await openLea(page, account)
    await page.getByTestId('message-menu').first().focus()
    await page.keyboard.press('Enter')
    await page.getByTestId('reply-to-message').waitFor()
  },
}

async function openLea(page: Page, account: string): Promise<void> {
  await page.goto(`${account}/conversations?view=all`)
  await page.getByTestId('conversation-row').filter({ hasText: 'Léa' }).click()
  await page.getByTestId('message').first().waitFor()
}
