import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, signInAs, startBrowser, takePicture, whyNoBrowser } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'
import { layWire, type WireCutter } from './wire-cutter.ts'
import { until } from './until.ts'

describe.skipIf(whyNoBrowser)(`the views of the list${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let wire: WireCutter
  let ada: Page
  let complaints: string[]

  const rows = (page: Page) => page.getByTestId('conversation-row')
  const row = (page: Page, name: string) => rows(page).filter({ hasText: name })
  const view = (page: Page, key: string) => page.locator(`[data-view="${key}"]`)

  beforeAll(async () => {
    desk = await startDesk()
    browser = await startBrowser()
    wire = await layWire(desk.url)
    ;({ page: ada, complaints } = await openPage(browser))
    await signInAs(ada, wire.url, 'Ada')
    await view(ada, 'all').click()
    await rows(ada).first().waitFor()
  })

  afterAll(async () => {
    await browser?.close()
    await wire?.close()
    await desk?.stop()
  })

  test('a filter that was clicked together is kept as a folder, renamed, and removed with a way back', async () => {
    await ada.keyboard.press('f')
    await ada.getByTestId('many-picker').click()
    await ada.getByRole('option', { name: 'Resolved' }).click()
    await ada.keyboard.press('Escape')
    await ada.getByTestId('name-folder').click()
    await ada.getByTestId('folder-name').fill('Done')
    await ada.getByTestId('save-folder').click()
    await ada.getByRole('heading', { name: 'Done' }).waitFor()
    await takePicture(ada, 'folder')
    await until(async () => (await ada.getByTestId('status-badge').count()) > 0)
    const shown = await ada.getByTestId('status-badge').evaluateAll((all) => all.map((one) => one.dataset['status']))
    expect(new Set(shown)).toEqual(new Set(['resolved']))

    await ada.getByTestId('filter').click()
    await ada.getByTestId('folder-name').fill('All done')
    await ada.getByTestId('save-folder').click()
    await ada.getByRole('heading', { name: 'All done' }).waitFor()

    await ada.getByTestId('filter').click()
    await ada.getByTestId('remove-folder').click()
    await ada.getByTestId('undo').click()
    await ada.getByRole('heading', { name: 'All done' }).waitFor()
  })

  test('many conversations are resolved with one key and brought back with one undo', async () => {
    await view(ada, 'all').click()
    await row(ada, 'Léa').waitFor()
    const before = await rows(ada).count()
    await ada.keyboard.press('j')
    await ada.keyboard.press('x')
    await ada.keyboard.press('Shift+J')
    await ada.getByTestId('selection-bar').getByText('2 selected').waitFor()
    const calls: string[] = []
    ada.on('request', (request) => {
      if (/bulk_actions|toggle_status/.test(request.url())) calls.push(new URL(request.url()).pathname)
    })
    await ada.keyboard.press('e')
    await until(async () => (await rows(ada).count()) === before - 2)
    await until(() => calls.length > 0)
    await ada.keyboard.press('z')
    await until(async () => (await rows(ada).count()) === before)
    await until(() => calls.length === 2)
    expect(calls.every((path) => path.endsWith('/bulk_actions'))).toBe(true)
  })

  test('changes made without a network in two tabs arrive once, also when one tab was reloaded', async () => {
    const other = await ada.context().newPage()
    await other.goto(ada.url())
    await row(other, 'Tomasz').waitFor()
    const agreed: string[] = []
    for (const page of [ada, other])
      page.on('response', (response) => {
        if (response.request().method() === 'POST' && /toggle_status|toggle_priority|assignments/.test(response.url()))
          agreed.push(`${response.status()} ${new URL(response.url()).pathname.split('/').slice(-2).join(' ')}`)
      })
    const number = async (name: string) => row(ada, name).getAttribute('data-conversation-id')
    const [tomasz, grace] = [await number('Tomasz'), await number('Grace')]

    await wire.cut()
    await row(ada, 'Tomasz').click({ button: 'right' })
    await ada.getByRole('option', { name: /^Resolve/ }).click()
    await row(ada, 'Tomasz').waitFor({ state: 'detached' })
    // What one tab has changed shows in the other at once.
    await row(other, 'Tomasz').waitFor({ state: 'detached' })
    await row(other, 'Grace').click({ button: 'right' })
    await other.getByRole('option', { name: /^Assign to me/ }).click()
    await ada.getByTestId('offline-bar').getByText('2 changes').waitFor()
    await takePicture(ada, 'changes-kept')

    await wire.mend()
    await until(() => agreed.length >= 2)
    await ada.reload()
    await row(ada, 'Grace').waitFor()
    expect(agreed.toSorted()).toEqual([`200 ${grace} assignments`, `200 ${tomasz} toggle_status`].toSorted())
    expect(await row(ada, 'Tomasz').count()).toBe(0)
    await other.close()
  })

  test('a change that was made before a reload without a network leaves after it', async () => {
    const name = 'Grace'
    await row(ada, name).waitFor()
    await wire.cut()
    await row(ada, name).click({ button: 'right' })
    await ada.getByRole('option', { name: /^Resolve/ }).click()
    await row(ada, name).waitFor({ state: 'detached' })
    await wire.mend()
    await ada.reload()
    await row(ada, 'Mo Haddad').waitFor()
    await until(async () => (await row(ada, name).count()) === 0)
    await ada.getByTestId('status-filter').click()
    await ada.getByRole('option', { name: 'Resolved' }).click()
    await row(ada, name).waitFor()
    expect(complaints).toEqual([])
  })

  test('what is written about a customer without a network shows at once, and arrives after it returned', async () => {
    await view(ada, 'all').click()
    await row(ada, 'Tomasz').or(row(ada, 'Mo Haddad')).first().click()
    const panel = ada.getByTestId('contact-panel')
    await panel.getByTestId('contact-labels').waitFor()
    await wire.cut()
    await panel.getByRole('button', { name: 'Edit Name' }).focus()
    await ada.keyboard.press('Enter')
    await ada.keyboard.type('Somebody Else')
    await ada.keyboard.press('Enter')
    await panel.getByTestId('contact-name').filter({ hasText: 'Somebody Else' }).waitFor()
    await ada.getByTestId('offline-bar').getByText('1 change').waitFor()
    const agreed = ada.waitForResponse((one) => one.request().method() === 'PATCH' && /contacts\/\d+$/.test(one.url()))
    await wire.mend()
    expect((await agreed).status()).toBe(200)
    await ada.reload()
    await panel.getByTestId('contact-name').filter({ hasText: 'Somebody Else' }).waitFor()
  })
})
