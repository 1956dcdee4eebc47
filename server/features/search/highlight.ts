import { fold } from './fold.ts'
import type { Question } from './read-question.ts'

/** So much of a long text is shown around what was found. */
const EXCERPT = 240
const BEFORE = 60

const UNSPACED = String.raw`\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af`
const PIECES = new RegExp(`[${UNSPACED}]|[^${UNSPACED}]+`, 'gu')

interface Word {
  folded: string
  start: number
  end: number
}

function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (const { 0: part, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    // Scripts without spaces are searched character by character.
    for (const piece of part.matchAll(PIECES)) {
      const start = index + piece.index
      words.push({ folded: fold(piece[0]), start, end: start + piece[0].length })
    }
  }
  return words
}

/** Where a text answers a question: ranges of its characters, in order and apart from each other. */
export function findRanges(
  text: string,
  { terms, open }: Pick<Question, 'terms' | 'open'>,
): [start: number, end: number][] {
  const words = wordsOf(text)
  const found: [number, number][] = []
  for (const [place, term] of terms.entries()) {
    const wanted = wordsOf(term).map((word) => word.folded)
    const mayGoOn = open && place === terms.length - 1
    for (let at = 0; at + wanted.length <= words.length && wanted.length > 0; at++) {
      const fits = wanted.every((want, next) => {
        const has = words[at + next]?.folded ?? ''
        return mayGoOn && next === wanted.length - 1 ? has.startsWith(want) : has === want
      })
      if (fits) found.push([words[at]?.start ?? 0, words[at + wanted.length - 1]?.end ?? 0])
    }
  }
  return merged(found.sort((one, other) => one[0] - other[0]))
}

function merged(ranges: [number, number][]): [number, number][] {
  const apart: [number, number][] = []
  for (const range of ranges) {
    const last = apart.at(-1)
    if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1])
    else apart.push([...range])
  }
  return apart
}

/** A text as HTML in which nothing is markup but `<mark>` around what answers the question; null when nothing does. */
export function highlight(text: string | null, question: Pick<Question, 'terms' | 'open'>): string | null {
  if (!text) return null
  const ranges = findRanges(text, question)
  const [first] = ranges
  if (!first) return null
  const [from, to] = excerptAround(text, first[0])
  let html = from > 0 ? '…' : ''
  let at = from
  for (const [start, end] of ranges) {
    if (start >= to) break
    html += `${escapeHtml(text.slice(at, start))}<mark>${escapeHtml(text.slice(start, Math.min(end, to)))}</mark>`
    at = Math.min(end, to)
  }
  return html + escapeHtml(text.slice(at, to)) + (to < text.length ? '…' : '')
}

function excerptAround(text: string, place: number): [from: number, to: number] {
  if (text.length <= EXCERPT) return [0, text.length]
  const early = Math.max(0, place - BEFORE)
  const space = early === 0 ? -1 : text.indexOf(' ', early)
  const from = early === 0 ? 0 : space >= 0 && space < place ? space + 1 : place
  const to = Math.min(text.length, from + EXCERPT)
  return [from, isHalf(text, to) ? to + 1 : to]
}

// A character of two halves is not cut in the middle.
function isHalf(text: string, at: number): boolean {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at))
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
}
