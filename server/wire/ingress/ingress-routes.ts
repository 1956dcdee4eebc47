import { notFound } from '../../kernel/refusal.ts'
import type { Call, Route } from '../../platform/http/route.ts'
import { define } from '../../platform/http/route.ts'
import { open } from '../access.ts'
import { formFields } from './form-fields.ts'
import { readMailgun } from './mailgun.ts'
import { checkPassword } from './password.ts'
import { readPostmark } from './postmark.ts'
import { readBody, readJson } from './read-body.ts'
import { checkSendGrid, readSendGrid } from './sendgrid.ts'
import { readSes } from './ses.ts'
import type { IngressSettings } from './settings.ts'
import { confirmSubscription, readNotice } from './sns.ts'
import { recipientsIn, takeIn } from './take-in.ts'

const AT = '/rails/action_mailbox'

/** Where providers bring the mail that they take for us (contract 5.1). 200 is said to what is stored; who brings it tries others again. */
export function ingressRoutes(settings: IngressSettings): Route[] {
  const withPassword = define('anybody', async (request) => checkPassword(request, settings.password))
  const fromSendGrid = define('anybody', async (request) => {
    if (!settings.sendGridKey) checkPassword(request, settings.password)
  })
  const returns = 'stored_mail'
  return [
    withPassword('POST', `${AT}/relay/inbound_emails`, (call) => relay(call, settings), {
      summary: 'Takes a raw mail from a mail server of one’s own',
      returns,
    }),
    fromSendGrid('POST', `${AT}/sendgrid/inbound_emails`, (call) => sendGrid(call, settings), {
      summary: 'Takes a mail from SendGrid',
      returns,
    }),
    withPassword('POST', `${AT}/postmark/inbound_emails`, (call) => postmark(call, settings), {
      summary: 'Takes a mail from Postmark',
      returns,
    }),
    open('POST', `${AT}/mailgun/inbound_emails/mime`, (call) => mailgun(call, settings), {
      summary: 'Takes a mail from Mailgun',
      returns,
    }),
    open('POST', `${AT}/ses/inbound_emails`, (call) => ses(call, settings), {
      summary: 'Takes a mail from Amazon SES, and the confirmation of its topic',
      returns,
    }),
  ].map((route) => ({ ...route, rawBody: true }))
}

type IngressCall = Call<unknown>

// A mail in base64, or with its special characters encoded, and what stands around it.
const GROWN = 1.5
const AROUND = 1024 * 1024

function whole(call: IngressCall, { maximumBytes }: IngressSettings): Promise<Buffer> {
  return readBody(call.body, Math.ceil(maximumBytes * GROWN) + AROUND)
}

async function fieldsOf(call: IngressCall, settings: IngressSettings): Promise<Map<string, Buffer>> {
  return formFields(call.headers['content-type'] ?? '', await whole(call, settings))
}

async function relay(call: IngressCall, settings: IngressSettings) {
  const source = await readBody(call.body, settings.maximumBytes)
  return takeIn(call.ports, { source, from: '', to: recipientsIn(source) })
}

async function sendGrid(call: IngressCall, settings: IngressSettings) {
  const body = await whole(call, settings)
  if (settings.sendGridKey) checkSendGrid(call.headers, body, settings.sendGridKey)
  return takeIn(call.ports, readSendGrid(formFields(call.headers['content-type'] ?? '', body)))
}

async function postmark(call: IngressCall, settings: IngressSettings) {
  return takeIn(call.ports, readPostmark(await whole(call, settings)))
}

async function mailgun(call: IngressCall, settings: IngressSettings) {
  const { mailgunSigningKey } = settings
  if (mailgunSigningKey === undefined) throw notFound()
  return takeIn(call.ports, readMailgun(await fieldsOf(call, settings), mailgunSigningKey, call.ports.now()))
}

async function ses(call: IngressCall, settings: IngressSettings) {
  const { sesTopics } = settings
  if (sesTopics === undefined) throw notFound()
  // The SNS action carries 150 KB at most, and whoever asks is not known yet.
  const said = readJson(await readBody(call.body, AROUND), 'The body')
  const notice = await readNotice(call.ports, said, sesTopics)
  if (notice.type === 'SubscriptionConfirmation') {
    await confirmSubscription(call.ports, notice.subscribeUrl)
    call.ports.log.info({ topic: notice.topic }, 'the mail of a topic of Amazon SNS comes here from now on')
  }
  const mail = notice.type === 'Notification' ? readSes(notice.message) : null
  return mail ? takeIn(call.ports, mail) : { stored: 0 }
}
