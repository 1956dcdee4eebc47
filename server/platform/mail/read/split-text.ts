import EmailReplyParser from 'email-reply-parser'
import type { ReadText } from './read-result.ts'
import { sortLines, type LineKind } from './sort-lines.ts'

// The parser's patterns take cubic time in the worst case; ordinary letters are far shorter.
const LONGEST_FOR_PARSER = 4000
const LONGEST_LINE_FOR_PARSER = 400

/** Takes a plain text apart into what was written now, what is quoted, and the signature. */
export function splitText(full: string): ReadText {
  const lines = full.split('\n').map((text) => ({ text, quoted: /^\s{0,3}>/.test(text) }))
  const kinds = sortLines(lines)
  const of = (kind: LineKind) => tidy(lines.filter((_line, at) => kinds[at] === kind).map((line) => line.text))
  return lookAgain({ full, reply: of('reply'), quoted: of('quoted'), signature: of('signature') })
}

/** What the parser knows besides: closings such as "Best regards", and signatures of more programs. Only a shorter beginning of the reply is believed. */
function lookAgain(split: ReadText): ReadText {
  const { reply, quoted, signature } = split
  if (reply.length > LONGEST_FOR_PARSER || reply.split('\n').some((line) => line.length > LONGEST_LINE_FOR_PARSER))
    return split
  const fragments = new EmailReplyParser().read(reply).getFragments()
  const last = fragments.findLastIndex((fragment) => !fragment.isHidden())
  const visible = tidy(fragments.slice(0, last + 1).map((fragment) => fragment.getContent()))
  if (visible === '' || visible === reply || !reply.startsWith(visible)) return split
  const rest = reply.slice(visible.length).trim()
  if (fragments.slice(last + 1).some((fragment) => fragment.isQuoted())) return split
  return { ...split, reply: visible, quoted, signature: tidy([rest, signature]) }
}

function tidy(lines: string[]): string {
  return lines
    .join('\n')
    .replace(/^\s*\n/, '')
    .trimEnd()
}
