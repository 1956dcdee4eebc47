import { splitLinks } from './split-links.ts'

/** Words within a line. Nothing here becomes markup: each piece is drawn as an element of its own. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'mention'; text: string }
  | { kind: 'strong' | 'em' | 'strike'; of: Inline[] }
  | { kind: 'link'; href: string; of: Inline[] }
  | { kind: 'picture'; name: string; text: string }

export type Block =
  | { kind: 'paragraph' | 'quote'; of: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'list'; ordered: boolean; start: number; items: Inline[][] }

const ITEM = /^ {0,6}(?:([-*+])|(\d{1,9})[.)])[ \t]+(\S.*)$/
const FENCE = /^ {0,3}```/
const QUOTE = /^ {0,3}> ?/

/** The little markdown that Chatwoot's clients write: bold, italics, strike, code, links, mentions, lists, quotes. */
export function parseMarkdown(text: string): Block[] {
  const blocks: Block[] = []
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  let plain: string[] = []
  const flush = () => {
    const words = plain.join('\n').replaceAll(/^\n+|\s+$/g, '')
    if (words !== '') blocks.push({ kind: 'paragraph', of: inlines(words) })
    plain = []
  }
  for (let at = 0; at < lines.length;) {
    const taken = blockAt(lines, at)
    if (taken) {
      flush()
      blocks.push(taken.block)
      at = taken.next
    } else {
      plain.push(lines[at] ?? '')
      at++
    }
  }
  flush()
  return blocks
}

function blockAt(lines: string[], at: number): { block: Block; next: number } | null {
  const line = lines[at] ?? ''
  if (FENCE.test(line)) {
    const end = lines.findIndex((one, index) => index > at && FENCE.test(one))
    if (end < 0) return null
    return { block: { kind: 'code', text: lines.slice(at + 1, end).join('\n') }, next: end + 1 }
  }
  if (QUOTE.test(line)) {
    const next = endOf(lines, at, (one) => QUOTE.test(one))
    const words = lines.slice(at, next).map((one) => one.replace(QUOTE, ''))
    return { block: { kind: 'quote', of: inlines(words.join('\n')) }, next }
  }
  const first = ITEM.exec(line)
  if (!first) return null
  const ordered = first[2] !== undefined
  const next = endOf(lines, at, (one) => {
    const item = ITEM.exec(one)
    return item !== null && (item[2] !== undefined) === ordered
  })
  const items = lines.slice(at, next).map((one) => inlines(ITEM.exec(one)?.[3] ?? ''))
  return { block: { kind: 'list', ordered, start: Number(first[2] ?? 1), items }, next }
}

function endOf(lines: string[], from: number, belongs: (line: string) => boolean): number {
  let end = from
  while (end < lines.length && belongs(lines[end] ?? '')) end++
  return end
}

// One piece of markup, or an address that keeps its underscores. Every repetition is bounded or cannot overlap itself.
const PIECE = new RegExp(
  [
    /\\([\\`*_~[\]()#+\-.!>])/u,
    /`([^`\n]{1,2000})`/u,
    /\[((?:[^\][\\\n]|\\.){1,500})\]\(([^()\s]{1,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)\)/u,
    /\*\*(?=[^\s*])((?:[^*\n]|\*(?!\*)){1,1000})\*\*/u,
    /(?<![\p{L}\p{N}_])__(?=[^\s_])([^_\n]{1,1000})__(?![\p{L}\p{N}_])/u,
    /(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]{1,1000})(?<=\S)\*(?![\p{L}\p{N}*])/u,
    /(?<![\p{L}\p{N}_])_(?=[^\s_])([^_\n]{1,1000})(?<=\S)_(?![\p{L}\p{N}_])/u,
    /~~(?=\S)([^~\n]{1,1000})~~/u,
    /((?:https?:\/\/|www\.)[^\s<>"']+)/u,
    /!\[([^\][\n]{0,200})\]\(cid:([\w.-]{1,100})\)/u,
  ]
    .map((one) => one.source)
    .join('|'),
  'gu',
)

const DEEPEST = 4

function inlines(text: string, depth = 0): Inline[] {
  const out: Inline[] = []
  let from = 0
  for (const match of depth > DEEPEST ? [] : text.matchAll(PIECE)) {
    out.push(...plainPieces(text.slice(from, match.index)), ...pieceOf(match, depth))
    from = match.index + match[0].length
  }
  out.push(...plainPieces(text.slice(from)))
  return joined(out)
}

function pieceOf(match: RegExpMatchArray, depth: number): Inline[] {
  const [whole, escaped, code, label, href, bold, bolder, star, line, strike, address, alt, picture] = match
  const inside = (words: string) => inlines(words, depth + 1)
  if (escaped !== undefined) return [{ kind: 'text', text: escaped }]
  if (code !== undefined) return [{ kind: 'code', text: code }]
  if (label !== undefined) return linkOf(whole, label, href ?? '', inside)
  if (bold !== undefined || bolder !== undefined) return [{ kind: 'strong', of: inside(bold ?? bolder ?? '') }]
  if (star !== undefined || line !== undefined) return [{ kind: 'em', of: inside(star ?? line ?? '') }]
  if (strike !== undefined) return [{ kind: 'strike', of: inside(strike) }]
  if (picture !== undefined) return [{ kind: 'picture', name: picture, text: alt || picture }]
  return plainPieces(address ?? whole)
}

/** An address that a page must not open is shown as it was written. */
function linkOf(whole: string, label: string, href: string, inside: (words: string) => Inline[]): Inline[] {
  const words = label.replaceAll(/\\(.)/g, '$1')
  if (/^mention:\/\/(user|team)\/\d+\//.test(href)) return [{ kind: 'mention', text: words }]
  if (!/^(https?:\/\/|mailto:|tel:)/i.test(href)) return [{ kind: 'text', text: whole }]
  const of = inside(words).map((one): Inline => (one.kind === 'link' ? { kind: 'text', text: words } : one))
  return [{ kind: 'link', href, of }]
}

function plainPieces(text: string): Inline[] {
  if (text === '') return []
  return splitLinks(text).map((part) =>
    part.href === undefined
      ? { kind: 'text', text: part.text }
      : { kind: 'link', href: part.href, of: [{ kind: 'text', text: part.text }] },
  )
}

function joined(pieces: Inline[]): Inline[] {
  const out: Inline[] = []
  for (const one of pieces) {
    const last = out.at(-1)
    if (one.kind === 'text' && last?.kind === 'text') out[out.length - 1] = { kind: 'text', text: last.text + one.text }
    else out.push(one)
  }
  return out
}
