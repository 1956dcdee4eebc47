import { invalid } from '../../kernel/refusal.ts'
import { readJson, textOf } from './read-body.ts'
import type { BroughtMail } from './take-in.ts'

/** Reads what a receipt rule of SES brings by its SNS action; null for what is no mail. */
export function readSes(message: string): BroughtMail | null {
  const said = readJson(message, 'Message')
  if (said['notificationType'] !== 'Received') return null
  const receipt = objectOf(said['receipt'])
  const action = objectOf(receipt['action'])
  const content = textOf(said['content'])
  if (content === undefined) {
    throw invalid(
      'content',
      'There is no mail in it: the receipt rule needs an SNS action, which carries mails of up to 150 KB',
    )
  }
  const encoding = String(action['encoding']).toUpperCase() === 'BASE64' ? 'base64' : 'utf8'
  const { recipients } = receipt
  const to = Array.isArray(recipients) ? recipients.filter((one): one is string => typeof one === 'string') : []
  return { source: Buffer.from(content, encoding), from: textOf(objectOf(said['mail'])['source']) ?? '', to }
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
