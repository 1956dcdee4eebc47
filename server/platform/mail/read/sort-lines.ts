import {
  isCertainWroteLine,
  isForwardedLine,
  isOriginalLine,
  isQuotedHead,
  isSentFromLine,
  isWroteLine,
  mayBeginWroteLine,
} from './quote-words.ts'

/** A line of a mail; `quoted` when its program marked it so. */
export interface MailLine {
  text: string
  quoted: boolean
  /** Marked as signature by its program. */
  signature?: boolean
  /** Its program says that from here on everything is an older mail. */
  startsOld?: boolean
}

/** What a line belongs to. */
export type LineKind = 'reply' | 'quoted' | 'signature'

// The head of a quoted mail has at most this many lines.
const HEAD_LINES = 7
// A line that says who wrote what is broken into at most this many.
const WROTE_LINES = 3

/**
 * Says of each line whether it was written now, is quoted, or is a signature. Answers between quotations are left as they are, because
 * they make no sense without them; so is a mail that consists of nothing but quotation.
 */
export function sortLines(lines: MailLine[]): LineKind[] {
  const texts = lines.map((line) => line.text.trim())
  const kinds = lines.map((line): LineKind => (line.quoted ? 'quoted' : line.signature ? 'signature' : 'reply'))
  const end = markIntroductions(lines, texts, kinds)
  kinds.fill('quoted', end)
  if (isInterleaved(texts, kinds) || isEmpty(texts, kinds)) kinds.fill('reply')
  markSignature(lines, texts, kinds)
  return isEmpty(texts, kinds) ? kinds.map(() => 'reply') : kinds
}

/** Marks the lines that introduce quoted ones, and returns where an older mail begins that is not marked line by line. */
function markIntroductions(lines: MailLine[], texts: string[], kinds: LineKind[]): number {
  for (let at = 0; at < lines.length; at += 1) {
    const text = texts[at] ?? ''
    if (lines[at]?.startsOld) return withSeparator(texts, at)
    if (lines[at]?.quoted || text === '') continue
    if (isForwardedLine(text)) return lines.length
    if (isOriginalLine(text) || beginsHead(texts, at)) return withSeparator(texts, at)
    const count = wroteLines(lines, texts, at)
    if (count === 0) continue
    const next = texts.findIndex((one, index) => index >= at + count && one !== '')
    if (next === -1 || !lines[next]?.quoted) {
      if (isCertainWroteLine(texts.slice(at, at + count).join(' '))) return at
      continue
    }
    kinds.fill('quoted', at, next)
  }
  return lines.length
}

function wroteLines(lines: MailLine[], texts: string[], at: number): number {
  if (isWroteLine(texts[at] ?? '')) return 1
  if (!mayBeginWroteLine(texts[at] ?? '')) return 0
  for (let count = 2; count <= WROTE_LINES; count += 1) {
    const last = at + count - 1
    if (!texts[last] || lines[last]?.quoted) return 0
    if (isWroteLine(texts.slice(at, last + 1).join(' '))) return count
  }
  return 0
}

function beginsHead(texts: string[], at: number): boolean {
  // Looked at twice only where a line could begin it: most lines have no colon near their start.
  if (!/^.{1,24}[:：]/u.test(texts[at] ?? '')) return false
  return isQuotedHead(texts.slice(at, at + HEAD_LINES + 3).filter((text) => text !== ''))
}

// Outlook draws a line of underscores above the head.
function withSeparator(texts: string[], at: number): number {
  let start = at
  while (start > 0 && /^[-_*]{0,80}$/.test(texts[start - 1] ?? '')) start -= 1
  return start
}

function isInterleaved(texts: string[], kinds: LineKind[]): boolean {
  let changes = 0
  let before: LineKind | undefined
  for (const [at, kind] of kinds.entries()) {
    if (texts[at] === '' || kind === before) continue
    if (kind === 'quoted') changes += 1
    before = kind
  }
  return changes > 1
}

function isEmpty(texts: string[], kinds: LineKind[]): boolean {
  return !kinds.some((kind, at) => kind === 'reply' && texts[at] !== '')
}

// A signature goes to the end, or to the quotation below it.
function markSignature(lines: MailLine[], texts: string[], kinds: LineKind[]): void {
  const start = kinds.findIndex(
    (kind, at) => kind === 'reply' && (/^-- ?$/.test(lines[at]?.text ?? '') || isSentFromLine(texts[at] ?? '')),
  )
  if (start === -1) return
  const end = kinds.findIndex((kind, at) => at > start && kind === 'quoted')
  kinds.fill('signature', start, end === -1 ? kinds.length : end)
}
