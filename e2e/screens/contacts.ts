import type { Screens } from './reach.ts'

export const contactScreens: Screens = {
  contacts: async (page, account) => {
    await page.goto(`${account}/contacts`)
    await page.getByTestId('contact-row').first().waitFor()
  },
  'contacts-selected': async (page, account) => {
    await page.goto(`${account}/contacts`)
    await page.getByTestId('contact-row').first().waitFor()
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
    await page.getByTestId('contact-selection-bar').waitFor()
  },
  'contacts-none': async (page, account) => {
    await page.goto(`${account}/contacts?q=nobody-is-called-so`)
    await page.getByTestId('no-contacts').getByRole('button').waitFor()
  },
  'contact-import': async (page, account) => {
    await page.goto(`${account}/contacts`)
    await page.getByTestId('open-import').click()
    const rows = 'Full name,E-mail,Plan\nNora Lind,nora@lind.example,gold\nTom Ray,tom@ray.example,silver\n'
    const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) }
    await page.getByTestId('import-file').setInputFiles(file)
    await page.getByTestId('import-preview').waitFor()
  },
  'contact-new': async (page, account) => {
    await page.goto(`${account}/contacts`)
    await page.getByTestId('new-contact').click()
    await page.getByTestId('new-contact-form').waitFor()
  },
  'contact-page': async (page, account) => {
    await page.goto(`${account}/contacts`)
    await page.getByTestId('contact-link').filter({ hasText: 'Léa' }).click()
    await page.getByTestId('timeline-conversation').first().waitFor()
  },
}
