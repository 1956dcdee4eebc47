interface TextPart {
  text: string
  href?: string
}

const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"']+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/gi
const TAIL = /[.,;:!?)\]}'"»”]+$/

/** Splits message text into plain parts and links, for web and mail addresses only. Nothing here becomes markup. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const match of text.matchAll(LINK)) {
    const link = trimTail(match[0])
    if (match.index > from) parts.push({ text: text.slice(from, match.index) })
    parts.push({ text: link, href: hrefOf(link) })
    from = match.index + link.length
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}

/** A closing bracket belongs to the link only if it opened within it. */
function trimTail(link: string): string {
  const trimmed = link.replace(TAIL, '')
  return link.startsWith(`${trimmed})`) && trimmed.includes('(') ? `${trimmed})` : trimmed
}

function hrefOf(link: string): string {
  if (/^https?:/i.test(link)) return link
  return /^www\./i.test(link) ? `https://${link}` : `mailto:${link}`
}
