import { invalid } from '../../kernel/refusal.ts'
import { readJson, textOf } from './read-body.ts'
import type { BroughtMail } from './take-in.ts'

/** Reads what Inbound Parse of SendGrid brings when it posts the raw mail. */
export function readSendGrid(fields: Map<string, Buffer>): BroughtMail {
  const source = fields.get('email')
  if (!source) throw invalid('email', 'There is no raw mail in it: switch on "POST the raw, full MIME message"')
  const envelope = readJson(fields.get('envelope') ?? '', 'envelope')
  const to = Array.isArray(envelope['to']) ? envelope['to'].filter((one): one is string => typeof one === 'string') : []
  return { source, from: textOf(envelope['from']) ?? '', to }
}
