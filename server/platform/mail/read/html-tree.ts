/** A piece of sanitised HTML. */
export type HtmlNode = HtmlElement | HtmlText

/** An element with its attributes as they are written. */
export interface HtmlElement {
  tag: string
  attributes: string
  children: HtmlNode[]
}

/** A text in its escaped form. */
export interface HtmlText {
  escaped: string
}

const TAG = /<(\/?)([a-z][a-z0-9]*)([^<>]*)>/g
const VOID = new Set(['br', 'hr', 'img', 'col', 'wbr'])

/** Sanitised HTML as a tree. It relies on what `sanitizeMail` writes: every element closed, and no < or > but those of tags. */
export function htmlTree(html: string): HtmlElement {
  const root: HtmlElement = { tag: '', attributes: '', children: [] }
  const open = [root]
  let at = 0
  for (const found of html.matchAll(TAG)) {
    const parent = open.at(-1) ?? root
    if (found.index > at) parent.children.push({ escaped: html.slice(at, found.index) })
    at = found.index + found[0].length
    const [, closing, tag = '', attributes = ''] = found
    if (closing) {
      if (open.length > 1 && parent.tag === tag) open.pop()
      continue
    }
    const element: HtmlElement = { tag, attributes: attributes.replace(/\s*\/$/, '').trim(), children: [] }
    parent.children.push(element)
    if (!VOID.has(tag)) open.push(element)
  }
  if (at < html.length) open.at(-1)?.children.push({ escaped: html.slice(at) })
  return root
}

/** Whether a node has nothing inside by its nature: a text, or an element like an image. */
export function isLeaf(node: HtmlNode): boolean {
  return 'escaped' in node || VOID.has(node.tag)
}

/** The tree as HTML with only the leaves that are kept, and without the elements in which none of theirs is. */
export function htmlOf(node: HtmlNode, kept: ReadonlySet<HtmlNode>): string {
  if ('escaped' in node) return kept.has(node) ? node.escaped : ''
  const { tag, attributes, children } = node
  const start = `${tag}${attributes && ` ${attributes}`}`
  if (VOID.has(tag)) return kept.has(node) ? `<${start} />` : ''
  const inside = children.map((child) => htmlOf(child, kept)).join('')
  if (tag === '' || (inside === '' && children.length > 0)) return inside
  return `<${start}>${inside}</${tag}>`
}
