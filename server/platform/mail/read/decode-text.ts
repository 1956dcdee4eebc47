import charsets from 'libmime/lib/charset.js'

// Declared by programs that did not look, so worth a second look at the bytes.
const CARELESS =
  /^(us-?)?ascii$|^ansi_x3\.4-1968$|^utf-?8$|^(iso-?8859-?1|latin-?1|windows-?1252|cp-?1252)$|^7bit$|^8bit$|^binary$|^$/
// A way to smuggle markup past filters; no mail needs it.
const REFUSED = /utf-?7/i
const ISO_2022_JP = /\u001b(\$[@B]|\([JI])/

/** Bytes as text: by the charset they claim, unless they are evidently in another one. Never throws; NUL is left out. */
export function decodeText(bytes: Buffer, declared: string | null): string {
  return cleanText(
    decode(
      bytes,
      (declared ?? '')
        .trim()
        .toLowerCase()
        .replace(/^["']|["']$/g, ''),
    ),
  )
}

/** Without what a database cannot keep: NUL, and halves of surrogate pairs. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').replace(/[\ud800-\udfff]/gu, '\ufffd')
}

function decode(bytes: Buffer, declared: string): string {
  if (!CARELESS.test(declared) && !REFUSED.test(declared)) return decodeAs(bytes, declared)
  const text = strictUtf8(bytes)
  if (text !== null) {
    const claimed = ISO_2022_JP.test(text.slice(0, 4096)) ? decodeAs(bytes, 'iso-2022-jp') : text
    return claimed.includes('\ufffd') ? text : claimed
  }
  const inside = /<meta[^>]{0,200}charset=["']?([\w-]{3,20})/i.exec(bytes.subarray(0, 4096).toString('latin1'))?.[1]
  return decodeAs(
    bytes,
    inside && !CARELESS.test(inside.toLowerCase()) && !REFUSED.test(inside) ? inside : 'windows-1252',
  )
}

function strictUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function decodeAs(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    // The web forgot some charsets that old programs still write.
    return charsets.decode(bytes, charset)
  }
}
