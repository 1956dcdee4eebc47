import type { Narrowed } from './narrowing.ts'

/** What somebody searches for. */
export interface Question {
  /** Each must be found: a word, or words that stand side by side. */
  terms: string[]
  /** Whether the last word may be the beginning of a longer one, as long as somebody is typing. */
  open: boolean
  /** Whether words of one term must stand side by side. */
  hasPhrase: boolean
  /** The conversation number that it may be: `42` and `#42` are. */
  number: number | null
  /** What it is confined to, besides its words. */
  narrowed?: Narrowed
}

/** Reads what was typed: words, "phrases in quotes", and perhaps a conversation's number. */
export function readQuestion(text: string): Question {
  const pieces = [...text.matchAll(/"([^"]*)"?|([^\s"]+)/g)]
  const terms = pieces
    .map(([, phrase, word]) => (phrase ?? word ?? '').trim())
    .filter((term) => /[\p{L}\p{N}]/u.test(term))
  const number = /^\s*#?(\d{1,9})\s*$/.exec(text)?.[1]
  const hasPhrase = terms.some((term) => /[\p{L}\p{N}][^\p{L}\p{N}]+[\p{L}\p{N}]/u.test(term))
  // One letter begins too many words to mean any of them.
  const isQuoted = pieces.at(-1)?.[1] !== undefined
  return {
    terms,
    open: !isQuoted && /[\p{L}\p{N}]{2}$/u.test(terms.at(-1) ?? ''),
    hasPhrase,
    number: number ? Number(number) : null,
  }
}
