import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, signInAs, startBrowser, takePicture, whyNoBrowser } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'
import { startMailHost, type MailHost } from './smtp.ts'
import { until } from './until.ts'

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

/** What Ada asks the server for, beside her browser. */
async function aCaller(url: string) {
  const json = { 'content-type': 'application/json' }
  const body = JSON.stringify({ email: 'ada@demo.example', password: 'porchlight-demo' })
  const signedIn = await fetch(`${url}/auth/sign_in`, { method: 'POST', headers: json, body })
  const keys = Object.fromEntries(
    ['access-token', 'client', 'uid'].map((name) => [name, signedIn.headers.get(name) ?? '']),
  )
  return async <Told>(method: string, path: string, sent?: object) => {
    const options = { method, headers: { ...keys, ...json }, ...(sent && { body: JSON.stringify(sent) }) }
    const response = await fetch(`${url}/api/v1/accounts/1/${path}`, options)
    expect(response.status, `${method} ${path}`).toBe(200)
    return (await response.json()) as Told
  }
}

describe.skipIf(whyNoBrowser)(`mail in the dashboard${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let host: MailHost
  let browser: Browser
  let ada: Page
  let complaints: string[]
  let account: string
  let axe: string
  let inbox: number
  let conversation: number
  let call: Awaited<ReturnType<typeof aCaller>>

  beforeAll(async () => {
    host = await startMailHost()
    desk = await startDesk({ OUTGOING_ALLOW: '127.0.0.1' })
    browser = await startBrowser()
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    ;({ page: ada, complaints } = await openPage(browser, { bypassCSP: true }))
    await signInAs(ada, desk.url, 'Ada')
    account = `${desk.url}/app/accounts/1`
    call = await aCaller(desk.url)
  })
  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
    await host?.close()
  })

  const barriers = async () => {
    await ada.evaluate(axe)
    return ada.evaluate(`axe.run(document, { iframes: false }).then((result) => result.violations
      .filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => one.id))`)
  }
  const sourceTo = async (address: string) => {
    await until(() => host.taken.some(({ to }) => to.includes(address)))
    return host.taken.findLast(({ to }) => to.includes(address))?.source ?? ''
  }

  test('a mailbox is set up in the wizard, its server tried out, and the first mail awaited', async () => {
    let lastMail: string | null = null
    await ada.route('**/mail_state', (route) =>
      route.fulfill({ json: { via: 'imap', imap: null, waiting: 0, quarantined: 0, last_mail_at: lastMail } }),
    )
    await ada.route('**/received_mails*', (route) => route.fulfill({ json: { payload: [] } }))
    await ada.goto(`${account}/settings/inboxes/new?kind=email`)
    await ada.getByTestId('inbox-name').fill('Help')
    await ada.getByTestId('inbox-email').fill('help@lamp.example')
    await ada.getByTestId('create-inbox').click()
    await ada.getByTestId('email-setup').waitFor()
    expect(await ada.getByTestId('imap-address').inputValue()).toBe('imap.lamp.example')
    await ada.getByTestId('smtp-address').fill('127.0.0.1')
    await ada.getByLabel('Encryption').selectOption('none')
    await ada.getByTestId('smtp-port').fill(String(host.port))
    await ada.getByTestId('smtp-login').fill('')
    await ada.getByTestId('test-smtp-button').click()
    await ada.getByTestId('test-ok').waitFor()
    expect(await ada.getByTestId('transcript').textContent()).toContain('EHLO')
    inbox = Number(/mailbox=(\d+)/.exec(ada.url())?.[1])
    await ada.getByTestId('finish-setup').click()
    await ada.locator('[data-testid=mail-watch][data-look=waiting]').waitFor()
    lastMail = new Date().toISOString()
    await ada.locator('[data-testid=mail-watch][data-look=seen]').waitFor()
  })

  test('a password that is kept is never shown, and stays when it is left alone', async () => {
    await call('PATCH', `inboxes/${inbox}`, { channel: { imap_enabled: true, imap_password: 'very secret' } })
    await ada.goto(`${account}/settings/inboxes/${inbox}/mailbox`)
    await ada.getByTestId('imap-password').waitFor()
    expect(await ada.getByTestId('imap-password').inputValue()).toBe('')
    expect(await ada.content()).not.toContain('very secret')
    await ada.getByTestId('imap-login').fill('someone')
    await ada.getByTestId('save').click()
    await ada.getByTestId('save-bar').waitFor({ state: 'detached' })
    const kept = await call<{ imap_login: string; imap_password: string }>('GET', `inboxes/${inbox}`)
    expect([kept.imap_login, kept.imap_password]).toEqual(['someone', 'very secret'])
  })

  test('an answer to all goes to everybody who had the mail, by one key', async () => {
    const mo = await call<{ payload: { contact: { id: number } } }>('POST', 'contacts', {
      name: 'Mo Sea',
      email: 'mo@sea.example',
    })
    const made = await call<{ id: number }>('POST', 'conversations', {
      inbox_id: inbox,
      contact_id: mo.payload.contact.id,
      additional_attributes: { mail_subject: 'A lamp is broken' },
    })
    conversation = made.id
    await call('POST', `conversations/${conversation}/messages`, {
      content: 'Which lamp?',
      cc_emails: 'jo@sea.example',
    })
    await ada.goto(`${account}/conversations/${conversation}`)
    await ada.getByTestId('mail-to').waitFor()
    expect(await ada.getByTestId('mail-cc').count()).toBe(0)
    await ada.getByTestId('delivery-state').first().waitFor()
    await ada.keyboard.press('Shift+R')
    await ada.locator('[data-testid=mail-fields][data-mode=reply_all]').waitFor()
    expect(await ada.getByTestId('mail-cc').inputValue()).toBe('jo@sea.example')
    await ada.getByTestId('composer').fill('The green one, I suppose')
    await ada.getByTestId('send').click()
    await until(() => host.taken.length === 2)
    expect(host.taken[1]?.to).toEqual(['mo@sea.example', 'jo@sea.example'])
    await ada.locator('[data-testid=mail-fields][data-mode=reply]').waitFor()
  })

  test('a mail is forwarded with what it said, and its thread says so', async () => {
    await ada.getByTestId('message').first().hover()
    await ada.getByTestId('message').first().getByTestId('message-menu').click()
    await ada.getByTestId('forward-message').click()
    await ada.getByTestId('forwarded-bar').filter({ hasText: 'Which lamp?' }).waitFor()
    expect(await ada.getByTestId('send').isDisabled()).toBe(true)
    await ada.getByTestId('mail-to-field').fill('lab@glass.example')
    await takePicture(ada, 'mail-forward')
    expect(await barriers()).toEqual([])
    await ada.getByTestId('send').click()
    const source = await sourceTo('lab@glass.example')
    expect(source).toContain('Subject: Fwd: A lamp is broken')
    expect(source).toContain('Which lamp?')
    await ada.getByTestId('forwarded').waitFor()
    expect(await ada.getByTestId('mail-facts').last().innerText()).toContain('lab@glass.example')
  })

  test('a picture that is pasted stands inside the mail, and inside the thread', async () => {
    await ada.getByTestId('reply-tab').click()
    await ada.getByTestId('composer').fill('It looks like this: ')
    // The names of a browser are not those of this process.
    await ada.evaluate(`{
      const bytes = Uint8Array.from(atob('${PIXEL}'), (one) => one.codePointAt(0))
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([bytes], 'image.png', { type: 'image/png' }))
      document.querySelector('[data-testid=composer]')
        .dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }`)
    await ada.getByTestId('composer-file').waitFor()
    expect(await ada.getByTestId('composer').inputValue()).toMatch(
      /^It looks like this: !\[\]\(cid:image-\w{8}\.png\)$/,
    )
    await ada.getByTestId('send').click()
    await ada
      .getByTestId('message')
      .filter({ hasText: 'It looks like this' })
      .locator('img[src*="/attachments/"]')
      .waitFor()
    const sent = () => host.taken.findLast(({ source }) => source.includes('It looks like this'))?.source
    await until(() => sent() !== undefined)
    expect(sent()).toMatch(/<img src=(3D)?"cid:picture-\d+@porchlight"/)
  })

  test('what did not go out is found with the answer of the server, and goes out when it is tried again', async () => {
    host.full.add('mo@sea.example')
    await call('POST', `conversations/${conversation}/messages`, { content: 'Are you there?' })
    await ada.locator('[data-testid=delivery-state][data-state=failed]').waitFor()
    await ada.goto(`${account}/settings/sent-mail?state=failed`)
    await ada.getByTestId('server-answer').filter({ hasText: '552' }).waitFor()
    await takePicture(ada, 'mail-failed')
    host.full.clear()
    const before = host.taken.length
    await ada.getByTestId('retry-mail').click()
    await until(() => host.taken.length > before)
    await ada.goto(`${account}/conversations/${conversation}`)
    await ada.getByTestId('message').filter({ hasText: 'Are you there?' }).waitFor()
    await ada.locator('[data-testid=delivery-state][data-state=failed]').waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })
})
