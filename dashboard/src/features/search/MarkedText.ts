import { h } from 'vue'
import { splitMarks } from './split-marks.ts'

/** A text in which what was found is marked. Nothing of it becomes markup but the marks. */
export function MarkedText({ html, text }: { html?: string | undefined; text: string }) {
  if (html === undefined) return text
  return splitMarks(html).map((piece) =>
    piece.marked ? h('mark', { class: 'rounded-xs bg-note px-px text-note-ink' }, piece.text) : piece.text,
  )
}
MarkedText.props = ['html', 'text']
