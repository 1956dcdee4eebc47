import { directionOf, type Locale } from '../accounts/index.ts'
import { escapeHtml } from './escape-html.ts'
import type { MailLook } from './mail-look.ts'
import type { MailBody } from './mail.ts'
import { mailText } from './texts/mail-text.ts'

/** What a mail of the product says. */
export interface MailWords {
  heading: string
  paragraphs: string[]
  /** Where one goes from here, and what the button says. */
  button?: { label: string; url: string } | undefined
  /** Who wrote what, as in a thread. */
  entries?: { who: string; when: string; text: string; files: { name: string; url: string }[] }[] | undefined
  /** Small print at the end. */
  note?: string | undefined
}

// Clients that turn mails dark do so by the background: it is set nowhere but on the button and behind a logo that was made for light
// grounds, and the text takes the client's colour.
const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/** A mail of the product in both forms. Everything that is put in is a text, never HTML. */
export function layOut(look: MailLook, locale: Locale, words: MailWords): MailBody {
  return { text: asText(look, locale, words), html: asHtml(look, locale, words) }
}

function asText(look: MailLook, locale: Locale, words: MailWords): string {
  const entries = (words.entries ?? []).map(({ who, when, text, files }) =>
    [`${who} · ${when}`, text, ...files.map((file) => `${file.name}: ${file.url}`)].filter(Boolean).join('\n'),
  )
  const parts = [
    words.heading,
    ...words.paragraphs,
    ...entries,
    words.button && `${words.button.label}:\n${words.button.url}`,
    words.note,
    `-- \n${mailText(locale, 'footer', { name: look.name })}\n${look.origin}`,
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

function asHtml(look: MailLook, locale: Locale, words: MailWords): string {
  const paragraph = (text: string) => `<p style="margin:0 0 16px">${withBreaks(text)}</p>`
  return `<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(words.heading)}</title>
<style>${nightly(look)}</style></head>
<body style="margin:0;padding:24px 16px;${FONT};font-size:15px;line-height:1.5">
<div class="line" dir="${directionOf(locale)}" style="max-width:560px;margin:0 auto;border-top:3px solid ${look.day.ground};padding-top:20px">
<p style="margin:0 0 24px;font-weight:600"><a href="${escapeHtml(look.origin)}" style="color:inherit;text-decoration:none">${headOf(look)}</a></p>
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escapeHtml(words.heading)}</h1>
${words.paragraphs.map(paragraph).join('\n')}
${(words.entries ?? []).map((one) => entry(one, locale)).join('\n')}
${words.button ? buttonOf(words.button, look, locale) : ''}
${words.note ? `<p style="margin:24px 0 0;font-size:13px;opacity:.75">${withBreaks(words.note)}</p>` : ''}
<p style="margin:32px 0 0;font-size:13px;opacity:.75">${escapeHtml(mailText(locale, 'footer', { name: look.name }))}</p>
</div></body></html>
`
}

/** What readers that know the night (prefers-color-scheme) show of it; the others keep to the day, which is readable on both. */
function nightly({ day, night, logo, logoDark }: MailLook): string {
  const pad = 'background:#ffffff!important;border-radius:6px;padding:6px 8px!important'
  const rules = [
    `.line{border-color:${night.ground}!important}`,
    night.ground !== day.ground && `.button{background:${night.ground}!important;color:${night.ink}!important}`,
    logo && !logoDark && `.logo{${pad}}`,
    logoDark && '.logo{display:none!important}.night-logo{display:inline-block!important}',
  ]
  return `@media (prefers-color-scheme:dark){${rules.filter(Boolean).join('')}}`
}

function headOf({ name, logo, logoDark }: MailLook): string {
  const picture = (kind: string, url: string, hidden: string) =>
    `<img class="${kind}" src="${escapeHtml(url)}" alt="${escapeHtml(name)}" height="32" style="height:32px;width:auto;max-width:240px;border:0;${hidden}">`
  if (!logo) return escapeHtml(name)
  return `${picture('logo', logo, 'display:inline-block')}${logoDark ? picture('night-logo', logoDark, 'display:none') : ''}`
}

function entry({ who, when, text, files }: NonNullable<MailWords['entries']>[number], locale: Locale): string {
  // Not every program for mail knows the sides of a line, so the side of the screen is named.
  const start = directionOf(locale) === 'rtl' ? 'right' : 'left'
  const links = files.map((file) => `<a href="${escapeHtml(file.url)}">${escapeHtml(file.name)}</a>`)
  return `<div style="margin:0 0 16px;padding-${start}:12px;border-${start}:2px solid #8888"><p style="margin:0;font-size:13px"><strong>${escapeHtml(who)}</strong> <span style="opacity:.75">${escapeHtml(when)}</span></p>
<p dir="auto" style="margin:4px 0 0">${[withBreaks(text), ...links].filter(Boolean).join('<br>')}</p></div>`
}

function buttonOf({ label, url }: { label: string; url: string }, { day }: MailLook, locale: Locale): string {
  const address = escapeHtml(url)
  return `<p style="margin:24px 0"><a class="button" href="${address}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:${day.ground};color:${day.ink};text-decoration:none;font-weight:600">${escapeHtml(label)}</a></p>
<p style="margin:0;font-size:13px;opacity:.75">${escapeHtml(mailText(locale, 'button.link'))}<br><a href="${address}" style="color:inherit;word-break:break-all">${address}</a></p>`
}

function withBreaks(text: string): string {
  return escapeHtml(text).replace(/\r?\n/g, '<br>')
}
