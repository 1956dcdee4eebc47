import { Buffer } from 'node:buffer'

/** Bytes of a text in an old charset, found by decoding all bytes there are. For texts of the corpus only.
 * @param {string} text @param {string} charset */
export function encode(text, charset) {
  if (charset === 'iso-2022-jp') return iso2022jp(text)
  const table = tableOf(charset)
  return Buffer.concat([...text].map((char) => table.get(char) ?? missing(char, charset)))
}

// Some versions of Node read windows-1252 as ISO-8859-1.
const WINDOWS = [...'€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'].flatMap((char, at) =>
  char === ' ' ? [] : [[char, Buffer.from([0x80 + at])]],
)

/** @param {string} charset @returns {Map<string, Buffer>} */
function tableOf(charset) {
  const decoder = new TextDecoder(charset)
  const table = new Map(charset === 'windows-1252' ? WINDOWS : [])
  const add = (/** @type {number[]} */ ...bytes) => {
    const char = decoder.decode(Buffer.from(bytes))
    if ([...char].length === 1 && char !== '\ufffd' && !table.has(char)) table.set(char, Buffer.from(bytes))
  }
  for (let one = 0; one < 256; one += 1) add(one)
  if (!/gb|big5|jis|euc/.test(charset)) return table
  for (let lead = 0x81; lead < 0xff; lead += 1) for (let trail = 0x40; trail < 0xff; trail += 1) add(lead, trail)
  return table
}

/** Every run of Japanese between its escapes (RFC 1468).
 * @param {string} text */
function iso2022jp(text) {
  const runs = text.match(/\p{ASCII}+|\P{ASCII}+/gu) ?? []
  return Buffer.concat(
    runs.map((run) => {
      if (run.charCodeAt(0) < 128) return Buffer.from(run)
      const bytes = encode(run, 'euc-jp').map((byte) => byte & 0x7f)
      return Buffer.concat([Buffer.from('\u001b$B'), bytes, Buffer.from('\u001b(B')])
    }),
  )
}

/** @param {string} char @param {string} charset @returns {never} */
function missing(char, charset) {
  throw new Error(`${char} is not in ${charset}`)
}
