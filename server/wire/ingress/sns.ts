/**
 * Notifications of Amazon SNS. What they say is believed once the signature fits a certificate that comes from Amazon's own host
 * (its documentation, "Verifying the signatures of Amazon SNS messages").
 */
import { createVerify, X509Certificate } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { Refusal } from '../../kernel/refusal.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { textOf } from './read-body.ts'

const HOST = /^sns\.[a-z]{2}(-[a-z]+)+-\d+\.amazonaws\.com(\.cn)?$/
const SIGNED = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
}
const ASKING = { timeoutMs: 10_000, maximumBytes: 64 * 1024 }
const MOST_CERTIFICATES = 20

const certificates = new Map<string, X509Certificate>()

/** What SNS says, once it is known to be Amazon. */
export interface SnsNotice {
  type: keyof typeof SIGNED
  topic: string
  message: string
  subscribeUrl: string | undefined
}

/** Checks topic and signature; refuses what is not from Amazon, or of a topic that is not ours. */
export async function readNotice(ports: Ports, said: Record<string, unknown>, topics: string[]): Promise<SnsNotice> {
  const type = Object.keys(SIGNED).find((one): one is keyof typeof SIGNED => one === said['Type'])
  const topic = textOf(said['TopicArn']) ?? ''
  if (!type) throw refused('its type is none of SNS')
  if (!topics.includes(topic)) throw refused('its topic is none of SES_INGRESS_TOPICS')
  const signed = SIGNED[type].flatMap((key) =>
    textOf(said[key]) === undefined ? [] : [`${key}\n${String(said[key])}\n`],
  )
  const algorithm = { '1': 'RSA-SHA1', '2': 'RSA-SHA256' }[String(said['SignatureVersion'])]
  if (!algorithm) throw refused('its signature is of an unknown version')
  const certificate = await certificateAt(ports, textOf(said['SigningCertURL']) ?? '')
  const isRight = createVerify(algorithm)
    .update(signed.join(''))
    .verify(certificate.publicKey, textOf(said['Signature']) ?? '', 'base64')
  if (!isRight) throw refused('its signature is wrong')
  return { type, topic, message: textOf(said['Message']) ?? '', subscribeUrl: textOf(said['SubscribeURL']) }
}

/** Agrees to get the notifications of a topic. */
export async function confirmSubscription(ports: Ports, url: string | undefined): Promise<void> {
  const answer = await fetchFromAmazon(ports, url ?? '')
  answer.body.destroy()
  if (answer.status >= 300) throw refused(`Amazon did not take the confirmation (${answer.status})`)
}

async function certificateAt(ports: Ports, url: string): Promise<X509Certificate> {
  const known = certificates.get(url)
  if (known && isValid(known, ports.now())) return known
  if (!URL.canParse(url) || !new URL(url).pathname.endsWith('.pem')) throw refused('its certificate is not from Amazon')
  const answer = await fetchFromAmazon(ports, url)
  const text = await buffer(answer.body)
  try {
    const certificate = new X509Certificate(text)
    if (!isValid(certificate, ports.now())) throw refused('its certificate has expired')
    if (certificates.size >= MOST_CERTIFICATES) certificates.clear()
    certificates.set(url, certificate)
    return certificate
  } catch (error) {
    throw error instanceof Refusal ? error : refused('its certificate cannot be read')
  }
}

function isValid({ validFrom, validTo }: X509Certificate, now: Date): boolean {
  return new Date(validFrom) <= now && now <= new Date(validTo)
}

async function fetchFromAmazon(ports: Ports, text: string) {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isAmazon = url?.protocol === 'https:' && HOST.test(url.hostname) && url.port === '' && url.username === ''
  if (!isAmazon) throw refused('it names a place that is not of Amazon SNS')
  return ports.outgoing.send({ url: url.href, ...ASKING })
}

function refused(why: string): Refusal {
  return new Refusal('not_allowed', `The notification was refused: ${why}`)
}
