import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, signInAs, startBrowser, takePicture, whyNoBrowser } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'
import { until } from './until.ts'
import { layWire, type WireCutter } from './wire-cutter.ts'

interface Told {
  content: string
  attachments?: { file_size: number; data_url: string }[]
}

describe.skipIf(whyNoBrowser)(`work without a network${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let wire: WireCutter
  let one: Page
  let other: Page

  const row = (page: Page, name: string) => page.getByTestId('conversation-row').filter({ hasText: name })
  const say = async (page: Page, text: string) => {
    await page.getByTestId('composer').fill(text)
    await page.getByTestId('composer').press('ControlOrMeta+Enter')
    await page.getByTestId('message').filter({ hasText: text }).waitFor()
  }
  /** Asks the API past the wire, as whoever is signed in. */
  const ask = async <Answer>(path: string): Promise<Answer> => {
    const headers = await one.evaluate<Record<string, string>>(
      `JSON.parse(localStorage.getItem('porchlight:session')).headers`,
    )
    return (await fetch(`${desk.url}/api/v1/accounts/1${path}`, { headers })).json() as Promise<Answer>
  }
  const said = async (number: string | null) =>
    (await ask<{ payload: Told[] }>(`/conversations/${number}/messages`)).payload

  beforeAll(async () => {
    desk = await startDesk()
    browser = await startBrowser()
    wire = await layWire(desk.url)
    one = (await openPage(browser)).page
    await signInAs(one, wire.url, 'Ada')
    other = await one.context().newPage()
    for (const page of [one, other]) await page.goto(`${wire.url}/app/accounts/1/conversations?view=all&status=open`)
  })

  afterAll(async () => {
    await browser?.close()
    await wire?.close()
    await desk?.stop()
  })

  test('writing, sending, uploading and resolving in two tabs happens once and in order when it is back', async () => {
    const grace = await row(one, 'Grace').getAttribute('data-conversation-id')
    const tomasz = await row(other, 'Tomasz').getAttribute('data-conversation-id')
    await row(one, 'Grace').click()
    await row(other, 'Tomasz').click()
    for (const page of [one, other]) await page.getByTestId('message').first().waitFor()

    await wire.cut()
    await say(one, 'First without a network')
    const files = { name: 'measures.txt', mimeType: 'text/plain', buffer: Buffer.from('12 x 40') }
    await one.getByTestId('attach-input').setInputFiles(files)
    await say(one, 'Second, with the measures')
    await say(one, 'Third without a network')
    await say(other, 'The other tab answers too')
    await other.getByTestId('composer').press('Escape')
    await other.keyboard.press('e')
    await one.getByTestId('composer').fill('Half a sentence that')
    await one.getByTestId('offline-bar').waitFor()
    await takePicture(one, 'offline-thread')

    await wire.mend()
    const ours = ['First without a network', 'Second, with the measures', 'Third without a network']
    await until(async () => (await said(grace)).some(({ content }) => content === ours[2]))
    await until(async () => (await said(tomasz)).some(({ content }) => content === 'The other tab answers too'))
    await until(async () => (await ask<{ status: string }>(`/conversations/${tomasz}`)).status === 'resolved')
    const arrived = (await said(grace)).filter(({ content }) => ours.includes(content))
    expect(arrived.map(({ content }) => content)).toEqual(ours)
    const [file] = arrived[1]?.attachments ?? []
    expect(await (await fetch(new URL(file?.data_url ?? '', desk.url))).text()).toBe('12 x 40')
    const theirs = (await said(tomasz)).filter(({ content }) => content === 'The other tab answers too')
    expect(theirs).toHaveLength(1)
    expect(await one.getByTestId('composer').inputValue()).toBe('Half a sentence that')
    await until(async () => (await one.getByTestId('offline-bar').count()) === 0)
    await one.reload()
    await until(async () => (await one.getByTestId('composer').inputValue()) === 'Half a sentence that')
  })
})
