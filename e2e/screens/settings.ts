import type { Page } from 'playwright-core'
import type { Reach, Screens } from './reach.ts'

/** A page of the settings, and what stands on it when it is complete. */
const page =
  (path: string, ready: (page: Page) => ReturnType<Page['locator']>): Reach =>
  async (browser, account) => {
    await browser.goto(`${account}/settings/${path}`)
    await ready(browser).first().waitFor()
  }
const section = (browser: Page) => browser.locator('[data-anchor]')

export const settingsScreens: Screens = {
  'settings-account': page('account', section),
  'settings-profile': page('profile', section),
  'settings-security': page('security', (browser) => browser.getByTestId('session-row')),
  'settings-access-token': page('access-token', section),
  'settings-first-steps': page('first-steps', (browser) => browser.getByTestId('first-step')),
  'agent-settings': page('agents', (browser) => browser.getByTestId('agent-row')),
  'settings-new-agent': page('agents?open=new', (browser) => browser.getByTestId('side-sheet')),
  'settings-new-role': page('roles?open=new', (browser) => browser.getByTestId('side-sheet')),
  'settings-new-team': page('teams?open=new', (browser) => browser.getByTestId('side-sheet')),
  'settings-labels': page('labels', (browser) => browser.getByTestId('new')),
  'settings-new-label': page('labels?open=new', (browser) => browser.getByTestId('side-sheet')),
  'settings-new-field': page('attributes?open=new', (browser) => browser.getByTestId('side-sheet')),
  'settings-new-reply': page('canned-replies?open=new', (browser) => browser.getByTestId('side-sheet')),
  'settings-bots': page('bots?open=new', (browser) => browser.getByTestId('side-sheet')),
  'inbox-settings': page('inboxes', (browser) => browser.getByTestId('inbox-row')),
  'inbox-new': page('inboxes/new', (browser) => browser.getByTestId('inbox-form')),
  'inbox-installation': page('inboxes/1/installation', (browser) => browser.getByTestId('widget-watch')),
  'inbox-website': page('inboxes/1/website', section),
  'inbox-people': page('inboxes/1/collaborators', section),
  'inbox-messages': page('inboxes/1/messages', section),
  'inbox-hours': async (browser, account) => {
    await browser.goto(`${account}/settings/inboxes/1/hours`)
    await browser.getByTestId('hours-on').click()
    await browser.getByTestId('save-bar').waitFor()
  },
  'inbox-pre-chat': async (browser, account) => {
    await browser.goto(`${account}/settings/inboxes/1/pre-chat`)
    await browser.getByTestId('pre-chat-on').click()
    await browser.getByTestId('save-bar').waitFor()
  },
  'settings-search': async (browser, account) => {
    await browser.goto(`${account}/settings`)
    await browser.getByTestId('settings-search').fill('webhook name')
    await browser.getByTestId('settings-search').fill('time zone')
    await browser.getByTestId('settings-found').first().waitFor()
  },
}
