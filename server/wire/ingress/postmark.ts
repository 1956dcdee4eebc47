import { invalid } from '../../kernel/refusal.ts'
import { readJson, textOf } from './read-body.ts'
import { recipientsIn, type BroughtMail } from './take-in.ts'

/** Reads what the inbound webhook of Postmark brings when it includes the raw mail. */
export function readPostmark(body: Buffer): BroughtMail {
  const said = readJson(body, 'The body')
  const raw = textOf(said['RawEmail'])
  if (raw === undefined) {
    throw invalid('RawEmail', 'There is no raw mail in it: switch on "Include raw email content in JSON payload"')
  }
  const source = Buffer.from(raw, 'utf8')
  const recipient = textOf(said['OriginalRecipient'])
  return { source, from: textOf(said['From']) ?? '', to: recipient ? [recipient] : recipientsIn(source) }
}
