import { h } from 'vue'
import type { FunctionalComponent, VNode } from 'vue'
import type { Inline } from './parse-markdown.ts'

const LINK = 'text-accent-ink underline decoration-current/40 underline-offset-2 hover:decoration-current'
const tags = { strong: 'strong', em: 'em', strike: 's' } as const

/** Draws pieces of a line as elements. Text only ever becomes text. */
const InlineText: FunctionalComponent<{ pieces: readonly Inline[] }> = ({ pieces }) => pieces.map(draw)
InlineText.props = ['pieces']
export { InlineText as default }

function draw(piece: Inline): VNode | string {
  switch (piece.kind) {
    case 'text':
      return piece.text
    case 'code':
      return h('code', { class: 'rounded bg-sunken px-1 py-px font-mono text-list' }, piece.text)
    case 'mention':
      return h(
        'span',
        { class: 'rounded-full bg-accent-wash px-1.5 font-medium text-accent-ink', 'data-testid': 'mention' },
        piece.text,
      )
    case 'link':
      return h(
        'a',
        { href: piece.href, target: '_blank', rel: 'noopener noreferrer nofollow', class: LINK },
        piece.of.map(draw),
      )
    default:
      return h(tags[piece.kind], piece.of.map(draw))
  }
}
