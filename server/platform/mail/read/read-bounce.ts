import { decodeText } from './decode-text.ts'
import type { MimeFile } from './parse-mime.ts'
import { messageId, type RawHeaders } from './read-headers.ts'
import type { Bounce } from './read-result.ts'

// What is looked at of reports that are no reports by RFC 3464.
const LOOKED_AT = 20_000
const DAEMON =
  /^(mailer[-_.]?daemon|postmaster|mail[-_.]?daemon|mdaemon|mailsystem|mail-delivery-subsystem|microsoftexchange\w*)@/i
const FAILURE =
  /undeliver|delivery (status notification|failure|has failed|failed|problem)|failure notice|returned mail|mail delivery (failed|system)|message (not delivered|could not be delivered)|nondeliverable|delivery report|could not send|unzustellbar|nicht zugestellt|zustellung fehlgeschlagen|non remis|échec de (la )?(remise|livraison)|no se (ha podido|pudo) entregar|mancato recapito|mancata consegna|não entregue|falha na entrega|onbestelbaar|olevererbart|kan inte levereras|не доставлено|недоставленное/iu
const ADDRESS = /[^\s<>()[\];:,"@]{1,64}@[^\s<>()[\];:,"@]{1,255}\.[a-z0-9-]{2,63}/i

/** What a report of a failed delivery says; null when the mail is none. A report that nothing failed for good names no recipients. */
export function readBounce(
  headers: RawHeaders,
  mail: { from: string; text: string },
  files: MimeFile[],
): Bounce | null {
  const status = files.find((file) => /^message\/(global-)?delivery-status$/.test(file.contentType))
  const original = originalId(files)
  if (status)
    return { ...fromReport(decodeText(status.content, 'utf-8')), originalMessageId: original ?? quotedId(mail.text) }
  return fromLetter(headers, mail, original)
}

/** The groups of fields of RFC 3464 §2.1: the first is about the mail, each further one about a recipient. */
function fromReport(text: string): Omit<Bounce, 'originalMessageId'> {
  const groups = text
    .replace(/\r\n?/g, '\n')
    .split(/\n\s*\n/)
    .map(fieldsOf)
    .filter((fields) => fields.has('final-recipient') || fields.has('original-recipient'))
  const failed = groups.filter((fields) => (fields.get('action') ?? '').toLowerCase().startsWith('fail'))
  const [first] = failed.length > 0 ? failed : groups
  const failedRecipients = failed.flatMap(recipientOf)
  return {
    failedRecipients: [...new Set(failedRecipients)],
    status: /\d\.\d{1,3}\.\d{1,3}/.exec(first?.get('status') ?? first?.get('diagnostic-code') ?? '')?.[0] ?? null,
    diagnostic:
      first
        ?.get('diagnostic-code')
        ?.replace(/^\s*[\w-]+\s*;\s*/, '')
        .trim() || null,
  }
}

// The address that was written to, rather than the one it was forwarded to.
function recipientOf(fields: Map<string, string>): string[] {
  const value = fields.get('original-recipient') ?? fields.get('final-recipient') ?? ''
  const address = ADDRESS.exec(value.replace(/^[^;]*;/, '')) ?? ADDRESS.exec(fields.get('final-recipient') ?? '')
  return address ? [address[0].toLowerCase()] : []
}

function fieldsOf(group: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of group.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return fields
}

function fromLetter(headers: RawHeaders, mail: { from: string; text: string }, original: string | null): Bounce | null {
  const named = (headers.get('x-failed-recipients') ?? []).join(',')
  const fromNobody = DAEMON.test(mail.from) || /^<?\s*>?$/.test(headers.get('return-path')?.[0] ?? 'x')
  const text = mail.text.slice(0, LOOKED_AT)
  if (named === '' && !(fromNobody && FAILURE.test(`${headers.get('subject')?.[0] ?? ''} ${text.slice(0, 500)}`)))
    return null
  const above =
    text.split(/^(?:-{3,}.{0,80}-{3,}|-{3,} ?(?:this is a copy|below this line|original message).{0,80})$/im)[0] ?? ''
  const found = named === '' ? addressesIn(above) : named.split(',').flatMap(addressesIn)
  return {
    failedRecipients: [...new Set(found)].filter((address) => !DAEMON.test(address)),
    status: /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(above)?.[1] ?? null,
    diagnostic:
      above
        .split('\n')
        .find((line) => /\b[45]\d\d[ -]/.test(line.slice(0, 500)))
        ?.trim()
        .slice(0, 500) ?? null,
    originalMessageId: original ?? quotedId(text),
  }
}

// qmail and Exim set a recipient off by a line of its own; elsewhere it stands somewhere in the sentence.
function addressesIn(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim().slice(0, 400))
  const own = lines.flatMap((line) => /^(?:to:\s*)?<?([^\s<>:;,"]+@[^\s<>:;,"]+)>?\s*:?$/i.exec(line)?.[1] ?? [])
  const found = own.length > 0 ? own : lines.flatMap((line) => ADDRESS.exec(line)?.[0] ?? []).slice(0, 1)
  return found.map((address) => address.toLowerCase())
}

function originalId(files: MimeFile[]): string | null {
  const copy = files.find((file) =>
    /^(message\/(rfc822|global|rfc822-headers)|text\/rfc822-headers)$/.test(file.contentType),
  )
  return copy ? quotedId(copy.content.subarray(0, LOOKED_AT).toString('latin1')) : null
}

function quotedId(text: string): string | null {
  return messageId(/^[ \t>]{0,10}message-id:\s{0,10}(<[^<>\s]{1,900}>)/im.exec(text)?.slice(1))
}
