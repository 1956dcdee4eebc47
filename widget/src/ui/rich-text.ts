interface Piece {
  text: string
  href?: string
  strong?: boolean
  code?: boolean
}

const pattern =
  /\[(?<label>[^\]\n]+)\]\((?<target>[^\s)]+)\)|(?<url>https?:\/\/[^\s<>"']+)|(?<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|\*\*(?<strong>[^*\n]+)\*\*|`(?<code>[^`\n]+)`/gu

/** Only links that cannot run anything are links. */
export function safeLink(target: string): string | undefined {
  return /^(https?:\/\/|mailto:|tel:)/i.test(target) ? target : undefined
}

/** What closes a sentence around a link is not part of the link. */
function withoutTail(url: string): [string, string] {
  const tail = /[.,;:!?'"»”]+$/.exec(url)?.[0] ?? ''
  const bare = url.slice(0, url.length - tail.length)
  if (!bare.endsWith(')') || bare.includes('(')) return [bare, tail]
  return [bare.slice(0, -1), `)${tail}`]
}

function piecesOf(match: RegExpMatchArray): Piece[] {
  const { label, target, url, mail, strong, code } = match.groups ?? {}
  if (label && target) {
    const href = safeLink(target)
    return href ? [{ text: label, href }] : [{ text: match[0] }]
  }
  if (url) {
    const [href, tail] = withoutTail(url)
    return tail ? [{ text: href, href }, { text: tail }] : [{ text: href, href }]
  }
  if (mail) return [{ text: mail, href: `mailto:${mail}` }]
  if (strong) return [{ text: strong, strong: true }]
  return [{ text: code ?? '', code: true }]
}

/** Splits a message into plain text, links and the little formatting that the window shows; never HTML. */
export function richText(content: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of content.matchAll(pattern)) {
    if (match.index > from) pieces.push({ text: content.slice(from, match.index) })
    pieces.push(...piecesOf(match))
    from = match.index + match[0].length
  }
  if (from < content.length) pieces.push({ text: content.slice(from) })
  return pieces
}
