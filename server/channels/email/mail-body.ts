import type { Locale } from '../../features/accounts/index.ts'
import type { MessageView } from '../../features/conversations/index.ts'
import { escapeHtml, mailText } from '../../features/mails/index.ts'
import type { ForwardedMail } from './forwarded-mail.ts'
import type { MailFiles } from './divide-files.ts'
import { textWithPictures } from './inline-pictures.ts'

/** What a mail quotes below the answer. */
export interface Quoted {
  who: string
  date: string
  text: string
}

/** An answer in both forms: what was written, links to large files, and what it answers. */
export function bodyOfAnswer(
  message: Pick<MessageView, 'content'>,
  around: {
    locale: Locale
    files: MailFiles
    quoted: Quoted | null
    /** What is handed on, instead of what is answered. */
    forwarded: Pick<ForwardedMail, 'text' | 'html'> | null
    link?: string | undefined
  },
): { text: string; html: string } {
  const {
    locale,
    files: { attached, linked },
    forwarded,
    link,
  } = around
  const quoted = forwarded ? null : around.quoted
  const content = textWithPictures(message.content ?? '', attached)
  const heading = mailText(locale, 'reply.files')
  const wrote = quoted && mailText(locale, 'reply.wrote', { date: quoted.date, who: quoted.who })
  const text = [
    content.text,
    link,
    linked.length > 0 && [`${heading}:`, ...linked.map((one) => `${one.name}: ${one.url}`)].join('\n'),
    quoted && `${wrote}\n${quoted.text.replace(/^/gm, '> ')}`,
    forwarded?.text,
  ]
  const html = [
    content.html,
    link && `<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p>`,
    linked.length > 0 && `<p>${escapeHtml(heading)}:<br>${linked.map(anchor).join('<br>')}</p>`,
    quoted &&
      `<div><p>${escapeHtml(wrote ?? '')}</p><blockquote type="cite" style="margin:0;padding-left:12px;border-left:2px solid #8888">${escapeHtml(quoted.text).replace(/\r?\n/g, '<br>')}</blockquote></div>`,
    forwarded?.html,
  ]
  return { text: `${text.filter(Boolean).join('\n\n')}\n`, html: html.filter(Boolean).join('\n') }
}

function anchor({ name, url }: { name: string; url: string }): string {
  return `<a href="${escapeHtml(url)}">${escapeHtml(name)}</a>`
}
