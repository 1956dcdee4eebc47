import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, signInAs, startBrowser, takePicture, whyNoBrowser } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'
import { until } from './until.ts'

const FILE = [
  'Full name,E-mail,Phone,City,Plan',
  'Nora Lind,nora@lind.example,+49301112223,Bonn,gold',
  'Somebody,not-an-address,,Bonn,gold',
  'Nora L.,nora.lind@work.example,,,silver',
  'Tom Ray,tom@ray.example,,Köln,silver',
].join('\n')

describe.skipIf(whyNoBrowser)(`contacts${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let ada: Page
  let complaints: string[]

  const rows = (page = ada) => page.getByTestId('contact-row')
  const row = (name: string) => rows().filter({ hasText: name })
  const said = async (locator: ReturnType<Page['getByTestId']>) => {
    const [download] = await Promise.all([ada.waitForEvent('download'), locator.click()])
    return readFile(await download.path(), 'utf8')
  }

  beforeAll(async () => {
    desk = await startDesk()
    browser = await startBrowser()
    ;({ page: ada, complaints } = await openPage(browser))
    await signInAs(ada, desk.url, 'Ada')
    await ada.keyboard.press('g')
    await ada.keyboard.press('c')
    await rows().first().waitFor()
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  test('a file is looked at, brought in, and what it lacks comes back with the reason', async () => {
    await ada.keyboard.press('Shift+I')
    const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) }
    await ada.getByTestId('import-file').setInputFiles(file)
    const preview = ada.getByTestId('import-preview')
    await preview.getByText('Attribute “plan”').waitFor()
    await preview.getByText('from Full name').waitFor()
    await takePicture(ada, 'import-preview')
    await ada.getByTestId('import-now').click()
    await ada.getByTestId('import-done').waitFor()
    const counts = await ada.locator('[data-count] dd').allInnerTexts()
    expect(counts).toEqual(['3', '0', '1'])
    const rejected = await said(ada.getByTestId('rejects'))
    expect(rejected).toContain('not-an-address')
    expect(rejected).not.toContain('Tom Ray')
    await ada.getByTestId('import-done').click()
    await row('Tom Ray').waitFor()
  })

  test('words find a contact while they are typed, and the page of it is edited in place', async () => {
    await ada.keyboard.press('/')
    await ada.keyboard.type('tom@ray')
    await until(async () => (await rows().count()) === 1)
    await ada.keyboard.press('Escape')
    await ada.keyboard.press('j')
    await ada.keyboard.press('Enter')
    await ada.getByTestId('person-name').filter({ hasText: 'Tom Ray' }).waitFor()
    const city = ada.locator('[data-field="city"]')
    await city.hover()
    await city.getByRole('button', { name: 'Edit' }).click()
    await city.getByRole('textbox').fill('Hamburg')
    await city.getByRole('textbox').press('Enter')
    await ada.getByTestId('contact-note').fill('Likes tall lamps')
    await ada.getByTestId('contact-note-add').click()
    await ada.getByTestId('timeline').getByText('Likes tall lamps').waitFor()
    await takePicture(ada, 'contact-edited')
    await ada.reload()
    await city.getByText('Hamburg').waitFor()
    await ada.getByTestId('timeline').getByText('Likes tall lamps').waitFor()
    await ada.keyboard.press('Escape')
    await rows().first().waitFor()
  })

  test('an address that somebody has already leads to them', async () => {
    await ada.keyboard.press('c')
    await ada.getByTestId('new-contact-email').fill('tom@ray.example')
    await ada.getByTestId('add-contact').click()
    await ada.getByTestId('known-contact').click()
    await ada.getByTestId('person-name').filter({ hasText: 'Tom Ray' }).waitFor()
    await ada.getByTestId('back-to-contacts').click()
    // The browser itself complains of every 422.
    complaints.length = 0
  })

  test('two that are one are merged after a look at what stays', async () => {
    await ada.getByTestId('contact-search').fill('nora')
    await until(async () => (await rows().count()) === 2)
    await ada.getByTestId('contact-search').press('Escape')
    for (const key of ['j', 'x', 'j', 'x']) await ada.keyboard.press(key)
    await ada.getByTestId('contacts-merge').click()
    await ada.getByTestId('merge-preview').getByText('nora@lind.example').waitFor()
    await takePicture(ada, 'contacts-merge')
    await ada.getByTestId('merge-now').click()
    await until(async () => (await rows().count()) === 1)
  })

  test('a segment is kept, and what it shows is taken out as a file', async () => {
    await ada.goto(`${desk.url}/app/accounts/1/contacts`)
    await rows().first().waitFor()
    await ada.keyboard.press('f')
    await ada.getByTestId('filter-row').first().getByLabel('What it is about').selectOption({ label: 'City' })
    await ada.getByTestId('filter-value').fill('hamburg')
    await ada.getByTestId('name-folder').click()
    await ada.getByTestId('folder-name').fill('Hamburg')
    await ada.getByTestId('save-folder').click()
    await ada.getByRole('button', { name: 'Hamburg', exact: true }).waitFor()
    await row('Tom Ray').waitFor()
    const shown = await rows().count()
    expect(await row('Nora').count()).toBe(0)
    await ada.keyboard.press('Shift+E')
    const link = ada.getByTestId('export-link')
    await link.waitFor()
    const lines = (await said(link)).trim().split('\n')
    expect(lines).toHaveLength(shown + 1)
    expect(lines.join('\n')).toContain('tom@ray.example')
    await takePicture(ada, 'contacts-exported')

    await ada.getByTestId('contact-filter').click()
    await ada.getByTestId('remove-folder').click()
    await ada.getByTestId('undo').click()
    await ada.locator('[data-contact-view^="segment"][aria-current="page"]').waitFor()
  })

  test('labels come and go for many with a way back, and deleting asks for a word', async () => {
    await ada.goto(`${desk.url}/app/accounts/1/contacts?q=tom@ray`)
    await row('Tom Ray').waitFor()
    for (const key of ['j', 'x', 't']) await ada.keyboard.press(key)
    await ada.getByRole('combobox', { name: 'Label them' }).fill('vip')
    await ada.keyboard.press('Enter')
    await row('Tom Ray').getByText('vip').waitFor()
    await ada.keyboard.press('z')
    await until(async () => (await row('Tom Ray').getByText('vip').count()) === 0)
    await ada.getByTestId('contacts-delete').click()
    expect(await ada.getByTestId('delete-now').isDisabled()).toBe(true)
    await ada.getByTestId('delete-word').fill('1 contact')
    await ada.getByTestId('delete-now').click()
    await ada.getByTestId('no-contacts').waitFor()
  })

  test('a conversation begins on the page of the contact, and stands in their timeline', async () => {
    await ada.goto(`${desk.url}/app/accounts/1/contacts?q=Fontaine`)
    await ada.getByTestId('contact-link').click()
    await ada.getByTestId('timeline-conversation').first().waitFor()
    const before = await ada.getByTestId('timeline-conversation').count()
    await ada.keyboard.press('r')
    await ada.getByTestId('reach-text').fill('Your cup has arrived.')
    await ada.getByTestId('reach-text').press('Control+Enter')
    await ada.getByTestId('message').filter({ hasText: 'Your cup has arrived.' }).waitFor()
    await ada.goBack()
    await until(async () => (await ada.getByTestId('timeline-conversation').count()) === before + 1)
    await ada.getByTestId('timeline').getByText('Your cup has arrived.').waitFor()
  })

  test('who may not bring contacts in or delete them is not offered it', async () => {
    const { page: ben, complaints: heard } = await openPage(browser)
    await signInAs(ben, desk.url, 'Ben')
    await ben.goto(`${desk.url}/app/accounts/1/contacts`)
    await rows(ben).first().waitFor()
    for (const key of ['j', 'x', 'Shift+I']) await ben.keyboard.press(key)
    await ben.getByTestId('contact-selection-bar').waitFor()
    for (const name of ['open-import', 'export-contacts', 'contacts-delete', 'import-dialog'])
      expect(await ben.getByTestId(name).count(), name).toBe(0)
    await ben.context().close()
    expect(heard).toEqual([])
  })

  test('nothing went wrong in the browser', () => {
    expect(complaints).toEqual([])
  })
})
