import type { Page } from 'playwright-core'
import type { Reach, Screens } from './reach.ts'

const MINUTE = 60_000
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE).toISOString()

const mailState = {
  via: 'imap',
  imap: {
    state: 'waiting',
    since: ago(12),
    last_connected_at: ago(70),
    last_mail_at: ago(75),
    lag_seconds: 720,
    error: 'The server imap.lamp.example did not answer within 30 seconds',
    retry_at: ago(-4),
  },
  waiting: 1,
  quarantined: 1,
  last_mail_at: ago(75),
}
const quarantined = {
  id: 1,
  state: 'quarantined',
  reason: 'Its parts are broken: the boundary of the first one never ends.',
  subject: 'Invoice with a subject that is longer than the line that it stands in',
  from: 'billing@sea.example',
  size: 48_211,
  via: 'imap',
  received_at: ago(400),
  message_id: null,
  conversation_id: null,
}
const records = [
  { purpose: 'spf', name: 'lamp.example', value: 'v=spf1 a:mail.lamp.example ~all', state: 'present', found: [] },
  {
    purpose: 'dkim',
    name: 'desk1._domainkey.lamp.example',
    value: `v=DKIM1; k=rsa; p=${'MIIBIjANBgkqhkiG9w0'.repeat(12)}`,
    state: 'missing',
    found: [],
  },
  {
    purpose: 'dmarc',
    name: '_dmarc.lamp.example',
    value: 'v=DMARC1; p=none',
    state: 'different',
    found: ['v=DMARC1; rua=mailto:old@lamp.example'],
  },
]
const sent = (id: number, more: object) => ({
  id,
  purpose: 'reply',
  state: 'sent',
  inbox_id: 1,
  message_id: 1,
  conversation_id: 1,
  from: 'help@lamp.example',
  to: ['mo@sea.example'],
  cc: [],
  subject: 'Re: A lamp is broken',
  attempts: 1,
  last_answer: '250 Taken as 42',
  next_try_at: null,
  sent_at: ago(3),
  created_at: ago(3),
  ...more,
})
const mails = [
  sent(4, { state: 'failed', last_answer: '552 The mailbox is full', sent_at: null }),
  sent(3, { state: 'waiting', attempts: 3, last_answer: '451 Come back later', next_try_at: ago(-9), sent_at: null }),
  sent(2, { cc: ['jo@sea.example'] }),
  sent(1, { purpose: 'invitation', conversation_id: null, message_id: null, subject: 'Ada invites you' }),
]

/** What a server says of mail that none comes to in a test. */
async function tellOfMail(page: Page): Promise<void> {
  const answers: [string, object][] = [
    ['**/mail_state', mailState],
    ['**/received_mails*', { payload: [quarantined] }],
    ['**/check_dns', { domain: 'lamp.example', records }],
    ['**/api/v1/accounts/*/mails*', { payload: mails, meta: { failed: 1, waiting: 1 } }],
  ]
  for (const [address, json] of answers) {
    await page.unroute(address)
    await page.route(address, (route) => route.fulfill({ json }))
  }
}

/** Opens a section of an e-mail inbox, which is made first where there is none. */
const inMailbox =
  (section: string, ready: (page: Page) => ReturnType<Page['locator']>): Reach =>
  async (page, account) => {
    await tellOfMail(page)
    await page.goto(`${account}/settings/inboxes`)
    await page.getByTestId('inbox-row').first().waitFor()
    const row = page.getByTestId('inbox-row').filter({ hasText: '@lamp.example' })
    if ((await row.count()) === 0) {
      await page.goto(`${account}/settings/inboxes/new?kind=email`)
      await page.getByTestId('inbox-name').fill('Help')
      await page.getByTestId('inbox-email').fill('help@lamp.example')
      await page.getByTestId('create-inbox').click()
      await page.getByTestId('email-setup').waitFor()
      await page.goto(`${account}/settings/inboxes`)
    }
    await row.first().getByTestId('open-row').click()
    await page.getByTestId('inbox-title').waitFor()
    const id = /inboxes\/(\d+)/.exec(page.url())?.[1] ?? ''
    await page.goto(`${account}/settings/inboxes/${section.replace(':id', id)}`)
    await ready(page).first().waitFor()
  }

export const mailScreens: Screens = {
  'mailbox-new': async (page, account) => {
    await page.goto(`${account}/settings/inboxes/new?kind=email`)
    await page.getByTestId('inbox-email').fill('help@gmail.com')
  },
  'mailbox-setup': inMailbox('new?mailbox=:id&provider=google', (page) => page.getByTestId('imap-password')),
  'mailbox-watch': inMailbox('new?made=:id', (page) => page.getByTestId('mail-watch')),
  'mailbox-connection': inMailbox(':id/mailbox', (page) => page.getByTestId('mailbox-email')),
  'mailbox-sender': inMailbox(':id/sender', (page) => page.getByTestId('sender-preview')),
  'mailbox-records': inMailbox(':id/dns', (page) => page.getByTestId('mail-record')),
  'mailbox-state': inMailbox(':id/mail-state', (page) => page.getByTestId('quarantined')),
  'sent-mail': async (page, account) => {
    await tellOfMail(page)
    await page.goto(`${account}/settings/sent-mail`)
    await page.getByTestId('sent-mail').first().waitFor()
  },
}
