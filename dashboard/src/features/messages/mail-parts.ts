import type { Attachment, Message } from '../../api/wire.ts'

/** What is shown of a mail: folded without what it quotes and its signature, and as a whole. */
export interface MailParts {
  html: { folded: string; full: string } | null
  text: { folded: string; full: string }
  /** Something is hidden while it is folded. */
  hasMore: boolean
  hasRemoteImages: boolean
}

/** The parts of a received mail. In the contract's words `quoted` is what is left without the quotation (contract 5.3). */
export function mailParts(message: Message): MailParts {
  const mail = record(message.content_attributes['email'])
  const content = message.content ?? ''
  const html = pieces(mail['html_content'], '')
  const text = pieces(mail['text_content'], content)
  const shown = html.full === '' ? text : html
  return {
    html: html.full === '' ? null : html,
    text,
    hasMore: shown.folded !== shown.full,
    hasRemoteImages: html.full.includes('data-remote-src="'),
  }
}

/** The files that the text of a mail shows inside itself, by what it calls them. */
export function inlineFiles(message: Message): Map<string, Attachment> {
  const html = pieces(record(message.content_attributes['email'])['html_content'], '').full
  const named = (message.attachments ?? []).flatMap((file) =>
    file.content_id && isShownIn(html, file.content_id) ? [[file.content_id, file] as const] : [],
  )
  return new Map(named)
}

function isShownIn(html: string, id: string): boolean {
  const escaped = id.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return html.includes(`"cid:${escaped}"`) || html.includes(`"cid:${encodeURIComponent(id)}"`)
}

function pieces(value: unknown, otherwise: string): { folded: string; full: string } {
  const { full, quoted } = record(value)
  const whole = typeof full === 'string' && full !== '' ? full : otherwise
  return { full: whole, folded: typeof quoted === 'string' && quoted !== '' ? quoted : whole }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
