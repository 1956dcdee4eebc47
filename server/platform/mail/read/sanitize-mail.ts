import sanitizeHtml from 'sanitize-html'
import { cleanStyle } from './clean-style.ts'
import { MAXIMUM_HTML_DEPTH } from './limits.ts'
import { markOf } from './quote-marks.ts'
import { isTooDeep, withoutTags } from './flatten-html.ts'

const ELEMENTS =
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var wbr'.split(
    ' ',
  )
// Their text is no text of the letter. `head` is not among them: where it is left open, the letter is inside.
const UNSPOKEN =
  'script style textarea option select title noscript xmp iframe noembed noframes template svg math object applet audio video canvas'.split(
    ' ',
  )
const LOOKS =
  'align valign width height bgcolor border cellpadding cellspacing colspan rowspan nowrap color face size start reversed span hspace vspace scope dir lang title alt'.split(
    ' ',
  )
const OURS = ['style', 'href', 'target', 'rel', 'src', 'data-remote-src', 'data-mark']
const PLAIN_VALUE = /^[^<>"'`\\]{0,500}$/
const PICTURE_INSIDE = /^data:image\/(png|gif|jpe?g|webp);base64,[a-z0-9+/=\s]{0,400000}$/i

/**
 * Makes a stranger's HTML safe to show: only elements, attributes and declarations that are on a list, nothing that runs, submits, or is
 * fetched. Remote images keep their address in `data-remote-src`; `cid:` images stay; links open elsewhere. What a program marked as
 * quoted, older or signature carries `data-mark`.
 */
export function sanitizeMail(html: string): string {
  if (isTooDeep(html)) return withoutTags(html)
  return sanitizeHtml(html, {
    allowedTags: ELEMENTS,
    allowedAttributes: { '*': [...LOOKS, ...OURS] },
    nonTextTags: UNSPOKEN,
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid', 'data'] },
    allowedSchemesAppliedToAttributes: ['href', 'src'],
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    nestingLimit: MAXIMUM_HTML_DEPTH,
    transformTags: { '*': (tagName, attributes) => ({ tagName, attribs: cleanAttributes(tagName, attributes) }) },
  })
}

// Built anew rather than cleaned: what is not named here is not there.
function cleanAttributes(tag: string, given: Record<string, string>): Record<string, string> {
  const clean: Record<string, string> = {}
  for (const name of LOOKS) {
    const value = given[name]
    if (value === undefined) continue
    if (name === 'alt' || name === 'title') clean[name] = value.slice(0, 500)
    else if (PLAIN_VALUE.test(value) && !/\d{5}/.test(value)) clean[name] = value
  }
  const style = cleanStyle(given['style'] ?? '')
  if (style !== '') clean['style'] = style
  const mark = markOf(tag, given)
  if (mark) clean['data-mark'] = mark
  if (tag === 'a') Object.assign(clean, linkTo(given['href']))
  if (tag === 'img') Object.assign(clean, pictureFrom(given['src']))
  return clean
}

function linkTo(href: string | undefined): Record<string, string> {
  const url = absolute(href)
  if (!url || !/^(https?|mailto|tel):$/.test(url.protocol)) return {}
  return { href: url.href, target: '_blank', rel: 'noopener noreferrer nofollow' }
}

function pictureFrom(src: string | undefined): Record<string, string> {
  const given = (src ?? '').trim()
  if (/^cid:[^\s<>"'`]{1,998}$/i.test(given)) return { src: `cid:${given.slice(4)}` }
  if (PICTURE_INSIDE.test(given)) return { src: given.replace(/\s+/g, '') }
  const url = absolute(given.startsWith('//') ? `https:${given}` : given)
  return url && /^https?:$/.test(url.protocol) ? { 'data-remote-src': url.href } : {}
}

// As a browser understands it, tabs and line breaks inside a scheme included.
function absolute(address: string | undefined): URL | null {
  try {
    const url = new URL(address ?? '')
    return url.href.length <= 8000 ? url : null
  } catch {
    return null
  }
}
