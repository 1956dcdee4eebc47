import { MAXIMUM_HTML, MAXIMUM_PARSED_DEPTH, MAXIMUM_TAGS } from './limits.ts'

const TAG = /<(\/?)([a-z][a-z0-9:-]*)/gi
// Never closed, or closed by the next of their kind.
const LIGHT =
  /^(area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|option|optgroup|tr|td|th|thead|tbody|tfoot|rt|rp)$/i

// Written into the text itself; with it the words behind would be cut off.
const LARGE_PICTURE = /data:image\/[a-z+]{1,10};base64,[a-z0-9+/=\s]{200000,}/gi

/** As much of HTML as is read: by its characters, and by its tags. */
export function cutHtml(html: string): string {
  const short = html.replace(LARGE_PICTURE, '').slice(0, MAXIMUM_HTML)
  let at = -1
  for (let tags = 0; tags <= MAXIMUM_TAGS; tags += 1) {
    at = short.indexOf('<', at + 1)
    if (at === -1) return short
  }
  return short.slice(0, at)
}

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
