import { htmlOf, htmlTree, isLeaf, type HtmlElement, type HtmlNode } from './html-tree.ts'
import { isForwardedLine } from './quote-words.ts'
import type { ReadHtml } from './read-result.ts'
import { sortLines, type LineKind, type MailLine } from './sort-lines.ts'

interface TreeLine extends MailLine {
  leaves: HtmlNode[]
}

type Marked = Pick<TreeLine, 'quoted' | 'signature'>

const BLOCKS =
  /^(address|article|aside|blockquote|caption|center|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul)$/
const MARK = /\bdata-mark="(quoted|old|signature)"/
const MARKS = / data-mark="[a-z]+"/g

/** Takes sanitised HTML apart into what was written now and what is quoted; signatures are left out of the first. */
export function splitHtml(marked: string): ReadHtml {
  const root = htmlTree(marked)
  const lines = new Lines()
  lines.walk(root, { quoted: false, signature: false })
  const kinds = sortLines(lines.all)
  const full = withoutMarks(marked)
  if (kinds.every((kind) => kind === 'reply')) return { full, reply: full, quoted: '' }
  const only = (kind: LineKind) => {
    const leaves = new Set(lines.all.filter((_line, at) => kinds[at] === kind).flatMap((line) => line.leaves))
    return withoutMarks(htmlOf(root, leaves)).trim()
  }
  return { full, reply: only('reply'), quoted: only('quoted') }
}

/** What people see as lines, with the texts and images in each. */
class Lines {
  readonly all: TreeLine[] = [newLine({ quoted: false })]
  #startsOld = false

  walk(element: HtmlElement, outside: Marked): void {
    const isBlock = BLOCKS.test(element.tag)
    const marked = this.#mark(element, outside)
    if (isBlock || marked !== outside) this.#break(marked)
    for (const child of element.children) {
      if (isLeaf(child)) this.#add(child, marked)
      else this.walk(child as HtmlElement, marked)
    }
    if (isBlock || marked !== outside) this.#break(outside)
  }

  #mark(element: HtmlElement, outside: Marked): Marked {
    const mark = MARK.exec(element.attributes)?.[1]
    if (mark === 'old') this.#startsOld = true
    if (mark === 'signature') return { ...outside, signature: true }
    if (mark === 'quoted' && !isForwardedLine(firstText(element))) return { ...outside, quoted: true }
    return outside
  }

  #add(leaf: HtmlNode, marked: Marked): void {
    if ('tag' in leaf && leaf.tag === 'hr') this.#break(marked)
    const line = this.all.at(-1) ?? newLine(marked)
    line.leaves.push(leaf)
    line.text += textOf(leaf)
    if ('tag' in leaf && (leaf.tag === 'br' || leaf.tag === 'hr')) this.#break(marked)
  }

  #break(marked: Marked): void {
    const last = this.all.at(-1)
    if (last && last.leaves.length === 0) this.all.pop()
    this.all.push(newLine(marked))
    const line = this.all.at(-1)
    if (line && this.#startsOld) {
      line.startsOld = true
      this.#startsOld = false
    } else if (line && last?.leaves.length === 0 && last.startsOld) line.startsOld = true
  }
}

function newLine({ quoted, signature }: Partial<Marked>): TreeLine {
  return { text: '', quoted: quoted ?? false, signature: signature ?? false, leaves: [] }
}

function firstText(element: HtmlElement): string {
  for (const child of element.children) {
    const text = isLeaf(child) ? textOf(child).trim() : firstText(child as HtmlElement)
    if (text !== '') return text
  }
  return ''
}

// An image says something too, though not in words.
function textOf(leaf: HtmlNode): string {
  if ('tag' in leaf) return leaf.tag === 'img' ? '\ufffc' : ''
  const text = leaf.escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"')
  return text.replaceAll('&amp;', '&').replace(/\s+/g, ' ')
}

function withoutMarks(html: string): string {
  return html.replace(MARKS, '')
}
