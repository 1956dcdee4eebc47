import type { Screens } from './reach.ts'

export const workspaceScreens: Screens = {
  thread: async (page, account) => {
    await page.goto(`${account}/conversations?view=all`)
    await page.getByTestId('conversation-row').filter({ hasText: 'Léa' }).click()
    await page.getByTestId('message').first().waitFor()
  },
}
