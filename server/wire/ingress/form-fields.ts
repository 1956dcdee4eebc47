/**
 * The fields of a form as bytes. The usual readers make text of them, and a raw mail is no text: it may have any bytes in it, and more
 * of them than a field may have elsewhere.
 */
export function formFields(contentType: string, body: Buffer): Map<string, Buffer> {
  const boundary = /^multipart\/form-data;.*\bboundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  if (boundary) return multipartFields(boundary[1] ?? boundary[2] ?? '', body)
  return /^application\/x-www-form-urlencoded\b/i.test(contentType) ? encodedFields(body) : new Map()
}

// RFC 7578; each part ends before the line break of the next boundary (RFC 2046 §5.1.1).
function multipartFields(boundary: string, body: Buffer): Map<string, Buffer> {
  const fields = new Map<string, Buffer>()
  const line = Buffer.from(`--${boundary}`)
  const next = Buffer.from(`\r\n--${boundary}`)
  let from = body.indexOf(line)
  while (from !== -1) {
    const head = from + line.length + 2
    if (body.subarray(head - 2, head).toString('latin1') !== '\r\n') break
    const content = body.indexOf('\r\n\r\n', head - 2)
    const end = body.indexOf(next, Math.max(content, head - 2))
    if (content === -1 || end === -1) break
    const name = /\bname="([^"]*)"/i.exec(body.subarray(head, content).toString('latin1'))?.[1]
    if (name !== undefined) fields.set(name, body.subarray(content + 4, Math.max(end, content + 4)))
    from = end + 2
  }
  return fields
}

function encodedFields(body: Buffer): Map<string, Buffer> {
  const fields = new Map<string, Buffer>()
  for (const pair of body.toString('latin1').split('&')) {
    const at = pair.indexOf('=')
    if (at > 0) fields.set(decoded(pair.slice(0, at)).toString('utf8'), decoded(pair.slice(at + 1)))
  }
  return fields
}

function decoded(text: string): Buffer {
  const spaced = text.replaceAll('+', ' ')
  return Buffer.from(
    spaced.replaceAll(/%([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}
