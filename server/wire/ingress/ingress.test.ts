import { createHmac, createSign, generateKeyPairSync, sign } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { anRsaCertificate } from '../../testing/certificate.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'

const PASSWORD = 'a long enough password'
const KEY = 'key-of-mailgun-0001'
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:incoming'
const environment = {
  MAIL_INGRESS_PASSWORD: PASSWORD,
  MAILGUN_INGRESS_SIGNING_KEY: KEY,
  SES_INGRESS_TOPICS: TOPIC,
  MAIL_MAXIMUM_SIZE: '1',
}

// 0xE4 is "ä" in ISO-8859-1: what is raw must stay as it is.
const source = Buffer.concat([
  Buffer.from(
    'Message-ID: <one@home.example>\r\nFrom: Mo <mo@home.example>\r\nTo: Support <support@lamp.example>\r\nSubject: The lamp\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nL',
  ),
  Buffer.from([0xe4]),
  Buffer.from('mpchen\r\n--not the boundary\r\n'),
])

test('SendGrid brings the raw mail byte by byte, with its envelope', async () => {
  const desk = await anIngressDesk()
  const answer = await post(
    desk,
    'sendgrid/inbound_emails',
    multipart({ envelope: envelope(), email: source }),
    basic(),
  )
  expect(answer).toMatchObject({ status: 200, body: { stored: 1 } })
  await holds(desk, { via: 'http', header_id: 'one@home.example', envelope_from: 'mo@home.example' })
})

test('SendGrid brings mail under the signature of a security policy, and then no other way', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const shown = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const desk = await anIngressDesk({ SENDGRID_INGRESS_PUBLIC_KEY: shown })
  const mail = multipart({ envelope: envelope(), email: source })
  const signature = (body: Buffer, timestamp: string, key = privateKey) => ({
    'x-twilio-email-event-webhook-timestamp': timestamp,
    'x-twilio-email-event-webhook-signature': sign(
      'sha256',
      Buffer.concat([Buffer.from(timestamp), body]),
      key,
    ).toString('base64'),
  })
  const right = signature(mail.payload, '1795456800')
  const other = multipart({ envelope: envelope(), email: Buffer.concat([source, Buffer.from('!')]) })
  const stranger = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey
  const wrong = [
    [other, right],
    [mail, { ...right, 'x-twilio-email-event-webhook-timestamp': '1795456801' }],
    [mail, { 'x-twilio-email-event-webhook-timestamp': '1795456800' }],
    [mail, { ...right, 'x-twilio-email-event-webhook-signature': 'no signature' }],
    [mail, signature(mail.payload, '1795456800', stranger)],
    [mail, basic()],
  ] as const
  for (const [sent, headers] of wrong)
    expect((await post(desk, 'sendgrid/inbound_emails', sent, headers)).status).toBe(401)
  await holds(desk)
  for (const attempt of [1, 2]) {
    const answer = await post(desk, 'sendgrid/inbound_emails', mail, right)
    expect(answer, `attempt ${attempt}`).toMatchObject({ status: 200, body: { stored: 1 } })
  }
  await holds(desk, { header_id: 'one@home.example', envelope_from: 'mo@home.example' })
})

test('Mailgun brings the raw mail as a form of either kind, under its signature', async () => {
  const desk = await anIngressDesk()
  const fields = { ...signed(desk), recipient: 'support@lamp.example', sender: 'mo@home.example', 'body-mime': source }
  expect((await post(desk, 'mailgun/inbound_emails/mime', multipart(fields))).status).toBe(200)
  expect((await post(desk, 'mailgun/inbound_emails/mime', urlencoded(fields))).status).toBe(200)
  await holds(desk, { header_id: 'one@home.example' })
})

test('a signature of Mailgun that is wrong, old or missing is refused', async () => {
  const desk = await anIngressDesk()
  const mail = { recipient: 'support@lamp.example', 'body-mime': source }
  const wrong = { ...signed(desk), signature: '0'.repeat(64) }
  const old = signed(desk, -3600)
  for (const signature of [wrong, old, {}]) {
    expect((await post(desk, 'mailgun/inbound_emails/mime', multipart({ ...signature, ...mail }))).status).toBe(401)
  }
  await holds(desk)
})

test('Postmark brings the raw mail in JSON, and is told what to switch on when it does not', async () => {
  const desk = await anIngressDesk()
  const mail = { OriginalRecipient: 'support@lamp.example', From: 'mo@home.example', RawEmail: ascii(source) }
  expect((await post(desk, 'postmark/inbound_emails', json(mail), basic())).status).toBe(200)
  const bare = await post(desk, 'postmark/inbound_emails', json({ TextBody: 'Hello' }), basic())
  expect(bare).toMatchObject({ status: 422, body: { message: expect.stringContaining('Include raw email content') } })
})

test('a mail server of one’s own brings the raw mail, for whom its head names', async () => {
  const desk = await anIngressDesk()
  const raw = { payload: source, headers: { 'content-type': 'message/rfc822' } }
  expect((await post(desk, 'relay/inbound_emails', raw, basic())).status).toBe(200)
  await holds(desk, { envelope_to: ['support@lamp.example'] })
})

test('without the right password nothing is read, and without a setting there is no such address', async () => {
  const desk = await anIngressDesk()
  const raw = { payload: source, headers: { 'content-type': 'message/rfc822' } }
  for (const headers of [{}, basic('a wrong password')]) {
    for (const provider of ['relay', 'sendgrid', 'postmark']) {
      expect((await post(desk, `${provider}/inbound_emails`, raw, headers)).status).toBe(401)
    }
  }
  const bare = await aDesk()
  for (const path of ['relay/inbound_emails', 'mailgun/inbound_emails/mime', 'ses/inbound_emails']) {
    expect((await post(bare, path, raw, basic())).status).toBe(404)
  }
})

test('what is for nobody here, empty, broken or too large is refused with a reason', async () => {
  const desk = await anIngressDesk()
  const send = (fields: Fields) => post(desk, 'sendgrid/inbound_emails', multipart(fields), basic())
  const strangers = await send({ envelope: envelope('somebody@else.example'), email: source })
  expect(strangers).toMatchObject({ status: 422, body: { message: expect.stringContaining('somebody@else.example') } })
  expect((await send({ envelope: envelope(), email: Buffer.alloc(0) })).status).toBe(422)
  expect((await send({ envelope: 'no json', email: source })).status).toBe(422)
  expect((await send({ envelope: envelope() })).status).toBe(422)
  const large = Buffer.concat([source, Buffer.alloc(3 * 1024 * 1024, 'x')])
  expect((await send({ envelope: envelope(), email: large })).status).toBe(413)
  await holds(desk)
})

test('one mail for two inboxes comes into both, and never into another account’s', async () => {
  const desk = await anIngressDesk()
  await desk.ada.post('~/inboxes', { name: 'Sales', channel: { type: 'email', email: 'sales@lamp.example' } })
  const to = ['support@lamp.example', 'sales@lamp.example', 'nobody@lamp.example']
  const fields = { envelope: envelope(...to), email: source }
  expect((await post(desk, 'sendgrid/inbound_emails', multipart(fields), basic())).body).toEqual({ stored: 2 })
})

test('Amazon SES brings the mail of a topic of ours, once its signature fits a certificate of Amazon', async () => {
  const desk = await anIngressDesk()
  const amazon = await anAmazon(desk)
  expect((await amazon.says('SubscriptionConfirmation')).status).toBe(200)
  expect(amazon.asked).toContain('https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription')
  expect((await amazon.says('Notification', { Message: sesMail('BASE64') })).body).toEqual({ stored: 1 })
  await holds(desk, { header_id: 'one@home.example', envelope_from: 'mo@home.example' })
  const stored = await amazon.says('Notification', { Message: JSON.stringify({ notificationType: 'AmazonSnsTest' }) })
  expect(stored.body).toEqual({ stored: 0 })
})

test('a notification is refused that is changed, of another topic, or signed from anywhere else', async () => {
  const desk = await anIngressDesk()
  const amazon = await anAmazon(desk)
  const mail = { Message: sesMail('BASE64') }
  const changed = await amazon.says('Notification', mail, (body) => ({ ...body, Message: sesMail('UTF-8') }))
  expect(changed).toMatchObject({ status: 401, body: { error: expect.stringContaining('signature is wrong') } })
  const topic = { ...mail, TopicArn: `${TOPIC}-of-others` }
  expect((await amazon.says('Notification', topic)).status).toBe(401)
  const asked = amazon.asked.length
  for (const host of [
    'sns.eu-west-1.amazonaws.com.evil.example',
    'evil.example/sns.eu-west-1.amazonaws.com',
    '127.0.0.1',
  ]) {
    const url = { ...mail, SigningCertURL: `https://${host}/cert.pem` }
    expect((await amazon.says('Notification', url)).status).toBe(401)
  }
  const plain = { ...mail, SigningCertURL: 'http://sns.eu-west-1.amazonaws.com/cert.pem' }
  expect((await amazon.says('Notification', plain)).status).toBe(401)
  expect(amazon.asked).toHaveLength(asked)
  await holds(desk)
})

type Fields = Record<string, string | Buffer>
interface Sent {
  payload: Buffer
  headers: Record<string, string>
}

async function anIngressDesk(more: Record<string, string> = {}): Promise<TestDesk> {
  const desk = await aDesk({ ...environment, ...more })
  await desk.ada.post('~/inboxes', { name: 'Support', channel: { type: 'email', email: 'support@lamp.example' } })
  return desk
}

async function post(desk: TestDesk, path: string, { payload, headers }: Sent, more: Record<string, string> = {}) {
  const url = `/rails/action_mailbox/${path}`
  const answer = await desk.app.inject({ method: 'POST', url, payload, headers: { ...headers, ...more } })
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
}

/** The one mail that was stored has these values, and its source as it was sent; without values: nothing was stored. */
async function holds(desk: TestDesk, values?: object) {
  const rows = await desk.ports.db.selectFrom('received_mails').selectAll().execute()
  if (!values) return expect(rows).toEqual([])
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject(values)
  expect(await buffer(await desk.ports.blobs.open(rows[0]?.blob_key ?? ''))).toEqual(source)
}

function multipart(fields: Fields): Sent {
  const pieces = Object.entries(fields).flatMap(([name, value]) => [
    Buffer.from(`--xYzZY\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ])
  const payload = Buffer.concat([...pieces, Buffer.from('--xYzZY--\r\n')])
  return { payload, headers: { 'content-type': 'multipart/form-data; boundary=xYzZY' } }
}

function urlencoded(fields: Fields): Sent {
  const encoded = (value: string | Buffer) =>
    [...Buffer.from(value)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  const pairs = Object.entries(fields).map(([name, value]) => `${name}=${encoded(value)}`)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return { payload: Buffer.from(pairs.join('&')), headers }
}

function json(body: object): Sent {
  return { payload: Buffer.from(JSON.stringify(body)), headers: { 'content-type': 'application/json' } }
}

function basic(password = PASSWORD): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`mail:${password}`).toString('base64')}` }
}

function envelope(...to: string[]): string {
  return JSON.stringify({ from: 'mo@home.example', to: to.length > 0 ? to : ['support@lamp.example'] })
}

function ascii(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll(/[^\p{ASCII}]/gu, '?')
}

function signed(desk: TestDesk, seconds = 0): Fields {
  const timestamp = String(Math.round(desk.ports.now().getTime() / 1000) + seconds)
  const token = 'a'.repeat(50)
  return {
    timestamp,
    token,
    signature: createHmac('sha256', KEY)
      .update(timestamp + token)
      .digest('hex'),
  }
}

function sesMail(encoding: 'BASE64' | 'UTF-8'): string {
  const content = encoding === 'BASE64' ? source.toString('base64') : ascii(source)
  const receipt = { recipients: ['support@lamp.example'], action: { type: 'SNS', encoding } }
  return JSON.stringify({ notificationType: 'Received', mail: { source: 'mo@home.example' }, receipt, content })
}

/** Amazon, as far as SNS is concerned: it signs, and its host answers with its certificate. */
async function anAmazon(desk: TestDesk) {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-sns-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  const { key, cert } = await anRsaCertificate('sns.amazonaws.com', directory)
  const asked: string[] = []
  desk.ports.outgoing = {
    send: async ({ url }) => {
      asked.push(url)
      return { url, status: 200, headers: {}, body: Readable.from([cert]) }
    },
  }
  const host = 'https://sns.eu-west-1.amazonaws.com'
  // Each test has a certificate of its own, and they are kept by address.
  const certificateUrl = `${host}/SimpleNotificationService-${Date.now()}-${Math.random()}.pem`
  const says = async (Type: string, more: object = {}, change = (body: Record<string, string>) => body) => {
    const body: Record<string, string> = {
      Type,
      MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
      TopicArn: TOPIC,
      Message: 'You have chosen to subscribe',
      Timestamp: '2026-11-23T12:00:00.000Z',
      SignatureVersion: '2',
      SigningCertURL: certificateUrl,
      ...(Type === 'Notification' ? {} : { Token: 'x', SubscribeURL: `${host}/?Action=ConfirmSubscription` }),
      ...more,
    }
    const keys = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']
    const text = keys.flatMap((name) => (body[name] === undefined ? [] : [`${name}\n${body[name]}\n`])).join('')
    body['Signature'] = createSign('RSA-SHA256').update(text).sign(key, 'base64')
    const headers = { 'content-type': 'text/plain; charset=UTF-8', 'x-amz-sns-message-type': Type }
    return post(desk, 'ses/inbound_emails', { payload: json(change(body)).payload, headers })
  }
  return { says, asked }
}
