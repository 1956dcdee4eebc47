import type { Screens } from './reach.ts'

export const brandingScreens: Screens = {
  'settings-branding': async (page, account) => {
    await page.goto(`${account}/settings/branding`)
    await page.getByTestId('brand-preview').waitFor()
  },
  'settings-arrangement': async (page, account) => {
    await page.goto(`${account}/settings/arrangement`)
    await page.getByTestId('arrangement-reset').waitFor()
  },
  'settings-shortcuts': async (page, account) => {
    await page.goto(`${account}/settings/shortcuts`)
    const reply = page.locator('[data-command=reply]')
    await reply.getByTestId('change-key').click()
    await page.getByTestId('key-recorder').press('n')
    await page.getByTestId('key-conflict').waitFor()
  },
}
