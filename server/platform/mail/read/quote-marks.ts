// How programs for mail mark what they quote and sign, in the HTML that they write.

type Attributes = Record<string, string | undefined>

/** What a program says of an element: it is quoted, an older mail begins with it, it is a signature. */
export type Mark = 'quoted' | 'old' | 'signature'

const QUOTED_CLASS =
  /(^|\s)(gmail_quote(_container)?|gmail_extra|yahoo_quoted|protonmail_quote|moz-cite-prefix|zmail_extra|tutanota_quote|front-blockquote|moz-email-headers-table|mail_quote|js-helpscout-reply|freshdesk_quote|zd-liquid-comment|hs_reply)(\s|$)/
const QUOTED_ID =
  /^(yahoo_quoted_\w+|isReplyContent|mail-editor-reference-message-container|reply-intro|replybody\d*|qt|olk_src_body_section|x_mail-editor-reference-message-container)$/i
const OLD_ID =
  /^(x_)*(divRplyFwdMsg|appendonsend|zwchr|divtagdefaultwrapper_reply|OutlookQuote|stopSpelling|ms-outlook-mobile-body-separator-line)$/i
const SIGNATURE_CLASS =
  /(^|\s)(gmail_signature(_prefix)?|moz-signature|protonmail_signature_block|zmail_signature)(\s|$)/
const SIGNATURE_ID = /^(x_)*(Signature|ms-outlook-mobile-signature|AppleMailSignature|yahoo_signature|Zm-_Id_-Sgn1?)$/i
// Outlook on Windows draws a line above the head of the older mail; its colours differ from version to version.
const OUTLOOK_LINE = /border(-top)?:\s*(none;\s*border-top:\s*)?solid\s+(#?\w+)\s+1\.0pt/i

/** The mark of an element, or undefined. */
export function markOf(tag: string, attributes: Attributes): Mark | undefined {
  const { class: classes = '', id = '', type = '', style = '', name = '' } = attributes
  if (tag === 'blockquote' && /^cite$/i.test(type)) return 'quoted'
  if (QUOTED_CLASS.test(classes) || QUOTED_ID.test(id) || (tag === 'div' && name === 'quote')) return 'quoted'
  if (OLD_ID.test(id) || attributes['data-marker'] === '__DIVIDER__') return 'old'
  if (tag === 'div' && OUTLOOK_LINE.test(style) && /padding:\s*3\.0pt/i.test(style)) return 'old'
  if (SIGNATURE_CLASS.test(classes) || SIGNATURE_ID.test(id)) return 'signature'
  return undefined
}
