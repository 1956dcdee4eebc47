import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDovecot, whyNoDovecot, type Dovecot } from '../server/testing/dovecot.ts'
import { openPage, signInAs, startBrowser, takePicture, whyNoBrowser } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'
import { startMailHost, type MailHost } from './smtp.ts'
import { until } from './until.ts'

const why = whyNoBrowser ?? whyNoDovecot
const DESK = 'help@lamp.example'
const MO = 'mo@sea.example'

/** A mail as a customer's program writes it. */
function mailFrom(from: string, { id, subject, text, answers = '' }: Record<string, string>): string {
  const head = [`From: Mo Sea <${from}>`, `To: ${DESK}`, `Subject: ${subject}`, `Message-ID: <${id}@sea.example>`]
  if (answers) head.push(`In-Reply-To: <${answers}>`, `References: <${answers}>`)
  return [...head, `Date: ${new Date().toUTCString()}`, 'Content-Type: text/plain; charset=utf-8', '', text, ''].join(
    '\r\n',
  )
}

describe.skipIf(why)(`a mail and its answers, all the way round${why ? ` (${why})` : ''}`, () => {
  let dovecot: Dovecot
  let host: MailHost
  let desk: RunningDesk
  let browser: Browser
  let ada: Page
  let complaints: string[]

  const row = () => ada.getByTestId('conversation-row').filter({ hasText: 'Mo Sea' })
  const put = async (user: string, source: string) => {
    const mailbox = await dovecot.client(user)
    await mailbox.append(source)
    const { size } = await mailbox.flags()
    mailbox.leave()
    return size
  }
  const thread = (text: string) => ada.getByTestId('message').filter({ hasText: text })
  const field = (source: string, name: string) => new RegExp(`^${name}:\\s+<([^>]+)>`, 'im').exec(source)?.[1]

  beforeAll(async () => {
    dovecot = await startDovecot()
    host = await startMailHost()
    desk = await startDesk({ ...dovecot.environment, OUTGOING_ALLOW: 'localhost, 127.0.0.1' })
    browser = await startBrowser()
    ;({ page: ada, complaints } = await openPage(browser))
    await signInAs(ada, desk.url, 'Ada')
    const smtp = { smtp_enabled: true, smtp_address: '127.0.0.1', smtp_port: host.port, smtp_email: DESK }
    const channel = { ...dovecot.channel(DESK), ...smtp, smtp_enable_starttls_auto: false }
    const made = await ada.evaluate<number>(`(async () => {
      const { headers } = JSON.parse(localStorage.getItem('porchlight:session'))
      const response = await fetch('/api/v1/accounts/1/inboxes', {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: ${JSON.stringify(JSON.stringify({ name: 'Help', channel }))},
      })
      return response.status
    })()`)
    expect(made).toBe(200)
    await ada.locator('[data-view="all"]').click()
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
    await host?.close()
    await dovecot?.close()
  })

  test('a customer writes, is answered with a file, writes back, and it is one conversation', async () => {
    await put(DESK, mailFrom(MO, { id: 'first', subject: 'A broken lamp', text: 'It does not light up.' }))
    await row().waitFor({ timeout: 60_000 })
    await row().click()
    await thread('It does not light up.').waitFor()
    await takePicture(ada, 'mail-arrived')
    const note = { name: 'returns.txt', mimeType: 'text/plain', buffer: Buffer.from('Send it to us.') }
    await ada.getByTestId('attach-input').setInputFiles(note)
    await ada.getByTestId('composer').fill('Please send it back to us.')
    await ada.getByTestId('send').click()

    await until(() => host.taken.some(({ to }) => to.includes(MO)))
    const answer = host.taken.find(({ to }) => to.includes(MO))?.source ?? ''
    expect(field(answer, 'In-Reply-To')).toBe('first@sea.example')
    expect(answer).toMatch(/^Subject: Re: A broken lamp/m)
    expect(answer).toContain('filename=returns.txt')
    expect(await put(MO, answer)).toBe(1)

    const answers = field(answer, 'Message-ID') ?? ''
    await put(DESK, mailFrom(MO, { id: 'second', subject: 'Re: A broken lamp', text: 'It is on its way.', answers }))
    await thread('It is on its way.').waitFor({ timeout: 60_000 })
    expect(await row().count()).toBe(1)
    await takePicture(ada, 'mail-loop')
    expect(complaints).toEqual([])
  })
})
