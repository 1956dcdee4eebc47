import { createHash, createPublicKey, verify } from 'node:crypto'

/**
 * Whether the signature of a mail is right for a published key (RFC 6376 §3), written apart from what signs. It knows `relaxed/relaxed`
 * with rsa-sha256, which is what everybody uses.
 */
export function isSignedRight(source: string, record: string): boolean {
  const end = source.indexOf('\r\n\r\n')
  const fields = source
    .slice(0, end)
    .split(/\r\n(?![ \t])/)
    .map((field) => ({ name: field.slice(0, field.indexOf(':')).trim().toLowerCase(), field }))
  const signature = fields.find(({ name }) => name === 'dkim-signature')?.field ?? ''
  const tags = tagsOf(signature.slice(signature.indexOf(':') + 1))
  if (tags.get('c') !== 'relaxed/relaxed' || tags.get('a') !== 'rsa-sha256') return false
  const bodyHash = createHash('sha256')
    .update(relaxedBody(source.slice(end + 4)), 'latin1')
    .digest('base64')
  if (bodyHash !== tags.get('bh')) return false
  // Of several fields with one name the last is signed first.
  const left = fields.toReversed()
  const signed = (tags.get('h') ?? '').split(':').flatMap((name) => {
    const at = left.findIndex((one) => one.name === name.trim().toLowerCase())
    return at === -1 ? [] : left.splice(at, 1).map(({ field }) => `${relaxedField(field)}\r\n`)
  })
  const own = relaxedField(signature.replace(/([;:\s]b=)[^;]*/, '$1'))
  const key = createPublicKey({
    key: Buffer.from(tagsOf(record).get('p') ?? '', 'base64'),
    format: 'der',
    type: 'spki',
  })
  return verify('sha256', Buffer.from(signed.join('') + own, 'latin1'), key, Buffer.from(tags.get('b') ?? '', 'base64'))
}

function tagsOf(list: string): Map<string, string> {
  return new Map(
    list.split(';').flatMap((one): [string, string][] => {
      const at = one.indexOf('=')
      return at === -1 ? [] : [[one.slice(0, at).trim(), one.slice(at + 1).replace(/\s+/g, '')]]
    }),
  )
}

function relaxedField(field: string): string {
  const at = field.indexOf(':')
  const value = field
    .slice(at + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim()
  return `${field.slice(0, at).trim().toLowerCase()}:${value}`
}

function relaxedBody(body: string): string {
  const lines = body.replace(/[ \t]+/g, ' ').replace(/ \r\n/g, '\r\n')
  return lines.replace(/(\r\n)*$/, '') === '' ? '' : lines.replace(/(\r\n)*$/, '\r\n')
}
