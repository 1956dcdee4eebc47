import type { Page } from 'playwright-core'
import { subscribeWith } from '../push-place.ts'
import type { Screens } from './reach.ts'

export const findingScreens: Screens = {
  'search-begun': async (page, account) => {
    await openSearch(page, account)
    await page.getByTestId('search-option').first().waitFor()
    await page.getByTestId('search-input').pressSequentially('is:')
  },
  search: async (page, account) => {
    await openSearch(page, account)
    await page.getByTestId('search-input').fill('the cup')
    await page.getByTestId('found-messages').first().waitFor()
  },
  'search-page': async (page, account) => {
    await page.goto(`${account}/search?q=cup`)
    await page.getByTestId('found-row').first().waitFor()
  },
  notifications: async (page, account) => {
    await page.goto(`${account}/conversations?view=all`)
    await page.getByTestId('conversation-row').first().waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('i')
    await page.getByTestId('notification').first().waitFor()
    await page.keyboard.press('j')
  },
  'settings-notifications': async (page, account) => {
    await page.goto(`${account}/settings/notifications`)
    await page.getByTestId('notification-types').waitFor()
  },
  'settings-push': async (page, account) => {
    await page.context().grantPermissions(['notifications'], { origin: new URL(account).origin })
    await subscribeWith(page, { endpoint: 'https://push.example/screens', p256dh: 'p', auth: 'a' })
    // The settings may be open already, and only a new page has what was prepared.
    await page.goto('about:blank')
    await page.goto(`${account}/settings/notifications`)
    await page.getByTestId('push-switch').click()
    await page.getByTestId('try-push').scrollIntoViewIfNeeded()
  },
}

async function openSearch(page: Page, account: string): Promise<void> {
  await page.goto(`${account}/conversations?view=all`)
  await page.getByTestId('conversation-row').first().waitFor()
  await page.keyboard.press('/')
  await page.getByTestId('search-input').fill('')
}
