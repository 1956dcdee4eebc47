import { Fragment, h } from 'vue'
import type { FunctionalComponent, VNode } from 'vue'
import type { Inline } from './parse-markdown.ts'

/** The addresses of the pictures that a text shows inside itself, by the names of their files. */
export type Pictures = ReadonlyMap<string, string>

const LINK = 'text-accent-ink underline decoration-current/40 underline-offset-2 hover:decoration-current'
/** Its groups of digits would change places in a language that runs from right to left. */
const PHONE = /(\+\d[\d ().-]{5,}\d)/
const tags = { strong: 'strong', em: 'em', strike: 's' } as const

/** Draws pieces of a line as elements. Text only ever becomes text. */
const InlineText: FunctionalComponent<{ pieces: readonly Inline[]; pictures?: Pictures }> = ({ pieces, pictures }) =>
  pieces.map((one) => draw(one, pictures))
InlineText.props = ['pieces', 'pictures']
export { InlineText as default }

function draw(piece: Inline, pictures?: Pictures): VNode | string {
  const within = (of: readonly Inline[]) => of.map((one) => draw(one, pictures))
  switch (piece.kind) {
    case 'picture': {
      const src = pictures?.get(piece.name)
      return src ? h('img', { src, alt: piece.text, class: 'my-1 max-h-80 max-w-full rounded-md' }) : `[${piece.text}]`
    }
    case 'text': {
      const parts = piece.text.split(PHONE)
      return parts.length === 1
        ? piece.text
        : h(
            Fragment,
            parts.map((one, index) => (index % 2 === 1 ? h('bdi', { dir: 'ltr' }, one) : one)),
          )
    }
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
        { href: piece.href, dir: 'auto', target: '_blank', rel: 'noopener noreferrer nofollow', class: LINK },
        within(piece.of),
      )
    default:
      return h(tags[piece.kind], within(piece.of))
  }
}
