import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import hostile from '../contract/mail/hostile-html.json' with { type: 'json' }
import { readMail } from '../server/platform/mail/read/read-mail.ts'
import { openPage, signInAs, startBrowser, takePicture, whyNoBrowser } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'

// Whatever runs says so to the window that people look at.
const SCRIPT = 'top.ran=1;parent.ran=1;alert(1)'
// Frames are not free: a thread has some of them at a time.
const AT_ONCE = 25

describe.skipIf(whyNoBrowser)(`received mails in a real browser${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let page: Page
  let elsewhere: Server
  let evil: string
  /** What was asked of anybody but the desk, and of the server that the mails name. */
  const foreign: Request[] = []
  const heard: { url: string; referrer: string | undefined }[] = []
  const dialogs: string[] = []
  const refused: string[] = []
  let thread: object[] = []

  beforeAll(async () => {
    elsewhere = createServer((request, response) => {
      heard.push({ url: request.url ?? '', referrer: request.headers.referer })
      response.writeHead(200, { 'content-type': 'image/png' }).end()
    }).listen(0, '127.0.0.1')
    await once(elsewhere, 'listening')
    evil = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
    desk = await startDesk()
    browser = await startBrowser()
    ;({ page } = await openPage(browser))
    await signInAs(page, desk.url, 'Ada')
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(desk.url) && !/^(data|blob|about):/.test(request.url())) foreign.push(request)
    })
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) refused.push(message.text())
    })
    await page.route(/\/conversations\/\d+\/messages(\?|$)/, async (route) => {
      if (route.request().method() !== 'GET') return route.continue()
      const answer = await route.fetch()
      const body = (await answer.json()) as { payload: object[] }
      await route.fulfill({ response: answer, json: { ...body, payload: thread } })
    })
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
    elsewhere?.close()
  })

  /** Shows HTML as mails of one thread, and waits until each is drawn. */
  async function show(mails: { name: string; html: string; folded?: string; attachments?: object[] }[]): Promise<void> {
    thread = mails.map(({ name, html, folded, attachments }, at) => ({
      id: 9000 + at,
      content: name,
      inbox_id: 1,
      conversation_id: 1,
      message_type: 0,
      content_type: 'incoming_email',
      status: 'sent',
      content_attributes: {
        email: { subject: name, html_content: { full: html, reply: html, quoted: folded ?? html } },
      },
      created_at: 1_780_000_000 + at,
      private: false,
      source_id: null,
      sender: { id: 1, name: 'Mallory', type: 'contact' },
      attachments: attachments ?? [],
    }))
    await page.goto(`${desk.url}/app/accounts/1/conversations/1`)
    const drawn = page.locator('[data-testid="mail-frame"][data-drawn="true"]')
    await drawn.nth(mails.length - 1).waitFor({ state: 'attached' })
  }

  async function nothingRan(): Promise<void> {
    // What a handler would wait for: time for images to fail and for elements to be touched.
    await page.mouse.move(500, 400)
    await page.mouse.wheel(0, -4000)
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
    expect(dialogs).toEqual([])
    const marks = await Promise.all(page.frames().map((frame) => frame.evaluate('window.ran').catch(() => undefined)))
    expect(marks.filter((mark) => mark !== undefined)).toEqual([])
  }

  const filled = (html: string) => html.replaceAll('{js}', SCRIPT).replaceAll('{evil}', evil)

  async function sanitised(): Promise<{ name: string; html: string }[]> {
    return Promise.all(
      hostile.map(async ({ name, html }) => {
        const source = `From: mallory@evil.example\r\nSubject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>${name}</p>${filled(html)}`
        const mail = await readMail(Buffer.from(source))
        return { name, html: mail.html?.full ?? '<p>nothing is left</p>' }
      }),
    )
  }

  test(`none of ${hostile.length} hostile mails runs a script or asks anybody for anything, as the server leaves them`, async () => {
    const mails = await sanitised()
    for (let at = 0; at < mails.length; at += AT_ONCE) {
      await show(mails.slice(at, at + AT_ONCE))
      await nothingRan()
    }
    expect(foreign.map((request) => request.url())).toEqual([])
    expect(heard).toEqual([])
    expect(refused, 'the frame had to refuse what the server should have taken out').toEqual([])
  })

  test('the frame alone keeps them harmless too, for what came past the server', async () => {
    const mails = hostile.map(({ name, html }) => ({ name, html: `<p>${name}</p>${filled(html)}` }))
    for (let at = 0; at < mails.length; at += AT_ONCE) {
      await show(mails.slice(at, at + AT_ONCE))
      await nothingRan()
    }
    // What the browser refused by the frame's policy, or by the rule of the same origin, never left it.
    const left = foreign.filter((request) => !/^(csp|origin)$/.test(request.failure()?.errorText ?? ''))
    expect(left.map((request) => `${request.url()} ${request.failure()?.errorText}`)).toEqual([])
    expect(heard).toEqual([])
  })

  test('remote images are fetched by a key, without saying where from, and still nothing runs', async () => {
    const mails = (await sanitised()).filter(({ html }) => html.includes('data-remote-src'))
    const wanted = mails.find(({ name }) => name === 'remote image')
    await show([wanted ?? { name: '', html: '' }])
    expect(heard).toEqual([])
    await page.getByTestId('load-images').waitFor()
    await page.keyboard.press('l')
    await expect.poll(() => heard.map((request) => request.url)).toEqual(['/r.png'])
    expect(heard[0]?.referrer).toBeUndefined()
    await nothingRan()
  })

  test('a friendly mail is folded, shows its own images, and leaves the keys of the desk alone', async () => {
    const source = await readFile('contract/mail/corpus/image-inline.eml', 'utf8')
    const gmail = '<div class="gmail_quote"><blockquote>an older mail</blockquote></div>'
    const { html } = await readMail(Buffer.from(source.replace('</p>', `</p>${gmail}`)))
    const picture = {
      id: 1,
      message_id: 9000,
      file_type: 'image',
      content_id: 'a@lamp',
      file_size: 1200,
      thumb_url: '',
      width: null,
      height: null,
      data_url: `${desk.url}/app/lamp.svg`,
    }
    const file = { ...picture, id: 2, file_type: 'file', content_id: undefined, data_url: `${desk.url}/a.pdf` }
    await show([{ name: 'Lamp', html: html?.full ?? '', folded: html?.reply ?? '', attachments: [picture, file] }])
    const mail = page.frameLocator('[data-testid="mail-frame"]')
    expect(await mail.locator('img').getAttribute('src')).toBe(picture.data_url)
    await page.getByTestId('file-attachment').waitFor()
    // What is shown inside is not there again.
    expect(await page.getByTestId('image-attachment').count()).toBe(0)
    expect(await mail.getByText('an older mail').count()).toBe(0)
    const before = await page.getByTestId('mail-frame').evaluate((frame) => frame.clientHeight)
    await page.getByTestId('unfold-mail').click()
    await mail.getByText('an older mail').waitFor()
    await expect
      .poll(() => page.getByTestId('mail-frame').evaluate((frame) => frame.clientHeight))
      .toBeGreaterThan(before)
    await mail.getByText('an older mail').click()
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await takePicture(page, 'received-mail')
  })

  test('a thread of mails opens at its end, however late they find their height', async () => {
    const tall = (at: number) => ({ name: `Mail ${at}`, html: `<p>${'A line of a letter.<br />'.repeat(30)}</p>` })
    await show(Array.from({ length: 12 }, (_, at) => tall(at)))
    const left = () => page.getByTestId('thread').evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight)
    await expect.poll(left).toBeLessThan(2)
    expect(await page.getByTestId('jump-to-bottom').count()).toBe(0)
  })
})
