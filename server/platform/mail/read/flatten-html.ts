import { MAXIMUM_PARSED_DEPTH } from './limits.ts'

const TAG = /<(\/?)([a-z][a-z0-9:-]*)/gi
// Never closed, or closed by the next of their kind.
const LIGHT =
  /^(area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|option|optgroup|tr|td|th|thead|tbody|tfoot|rt|rp)$/i

/** Whether elements are so deep in each other that parsing them takes the square of their number. */
export function isTooDeep(html: string): boolean {
  let depth = 0
  for (const [, closing, name = ''] of html.matchAll(TAG)) {
    if (LIGHT.test(name)) continue
    depth = closing ? Math.max(0, depth - 1) : depth + 1
    if (depth > MAXIMUM_PARSED_DEPTH) return true
  }
  return false
}

/** HTML as nothing but its text, escaped, for what nobody wrote to be read. */
export function withoutTags(html: string): string {
  const text = html
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return text.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
