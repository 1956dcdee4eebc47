import type { Screens } from './reach.ts'

export const settingsScreens: Screens = {
  'inbox-settings': async (page, account) => {
    await page.goto(`${account}/settings/inboxes`)
    await page.getByTestId('inbox-row').first().waitFor()
  },
  'agent-settings': async (page, account) => {
    await page.goto(`${account}/settings/agents`)
    await page.getByTestId('agent-row').first().waitFor()
  },
}
