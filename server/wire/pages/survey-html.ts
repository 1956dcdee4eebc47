import { directionOf, type Locale } from '../../features/accounts/index.ts'
import type { SurveyTexts } from './survey-texts.ts'

/** What the survey page shows. */
export interface SurveyPage {
  locale: Locale
  texts: SurveyTexts
  inboxName: string
  /** The company's colours as custom properties; empty: those of the page. */
  css: string
  avatarUrl: string
  question: string | null
  displayType: 'emoji' | 'star'
  rating: number | null
  feedback: string | null
  /** What is said above the form, to everybody and to screen readers at once. */
  notice: string | null
  /** False when the survey is over: the answer is shown and cannot be changed. */
  isOpen: boolean
}

const FACES = ['😞', '🙁', '😐', '🙂', '😀']

/** The page as HTML. It needs no script: a form that works with a keyboard, a screen reader and any browser. */
export function surveyHtml(page: SurveyPage): string {
  const { texts } = page
  const main = `
    <header>${page.avatarUrl ? `<img src="${escape(page.avatarUrl)}" alt="" width="48" height="48">` : ''}<p>${escape(page.inboxName)}</p></header>
    <p class="notice" role="status">${escape(page.notice ?? '')}</p>
    <form method="post">
      <fieldset class="${page.displayType}"${page.isOpen ? '' : ' disabled'}>
        <legend dir="auto">${escape(page.question || texts.question)}</legend>
        <div class="ratings">${ratings(page)}</div>
      </fieldset>
      ${page.isOpen ? answerFields(page) : ''}
    </form>`
  return documentOf({ locale: page.locale, title: page.inboxName, css: page.css }, main)
}

/** The page of a survey that is not there. */
export function noSurveyHtml(locale: Locale, texts: SurveyTexts): string {
  return documentOf({ locale, title: texts.gone, css: '' }, `<h1>${escape(texts.gone)}</h1>`)
}

function ratings({ texts, displayType, rating }: SurveyPage): string {
  return [1, 2, 3, 4, 5]
    .map((value) => {
      const name = escape(texts.ratings[value - 1] ?? '')
      const sign = displayType === 'star' ? '★' : FACES[value - 1]
      const chosen = value === rating ? ' checked' : ''
      return `<input type="radio" name="rating" id="rating-${value}" value="${value}" required${chosen}><label for="rating-${value}" title="${name}"><span aria-hidden="true">${sign}</span><span class="name">${name}</span></label>`
    })
    .join('')
}

function answerFields({ texts, feedback, rating }: SurveyPage): string {
  return `<label class="more" for="feedback">${escape(texts.more)}</label>
      <textarea dir="auto" id="feedback" name="feedback_message" rows="4" maxlength="10000">${escape(feedback ?? '')}</textarea>
      <button>${escape(rating === null ? texts.send : texts.change)}</button>`
}

function documentOf({ locale, title, css }: { locale: Locale; title: string; css: string }, main: string): string {
  return `<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${escape(title)}</title>
    <style>${STYLE}${css}</style>
  </head>
  <body><main>${main}</main></body>
</html>
`
}

function escape(text: string): string {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)
}

const STYLE = `
:root { color-scheme: light dark; --paper: #fbfaf8; --card: #fff; --ink: #24201c; --quiet: #675f57; --edge: #8a8179; --strong: #b33a0b; --on-strong: #fff }
@media (prefers-color-scheme: dark) { :root { --paper: #171513; --card: #221f1c; --ink: #f2eee9; --quiet: #b8aea4; --edge: #857c74; --strong: #ff9a6b; --on-strong: #231509 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
main { max-width: 32rem; margin: 0 auto; padding: 1.5rem 1rem }
header { display: flex; align-items: center; gap: .75rem; font-weight: 600 }
header img { border-radius: 50%; object-fit: cover }
header p { margin: 0; overflow-wrap: anywhere }
h1, legend { font-size: 1.25rem; line-height: 1.3; font-weight: 600; padding: 0; overflow-wrap: anywhere }
form { background: var(--card); border: 1px solid var(--edge); border-radius: .75rem; padding: 1.25rem 1rem }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0 }
.notice:empty { display: none }
.notice { font-weight: 600 }
.ratings { position: relative; display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: .25rem; margin: 1rem 0 }
.ratings input { position: absolute; opacity: 0 }
.ratings label { display: flex; flex-direction: column; align-items: center; gap: .25rem; padding: .5rem .125rem; border: 2px solid transparent; border-radius: .5rem; cursor: pointer; text-align: center }
.ratings label > :first-child { font-size: 1.75rem; line-height: 1.2 }
.ratings .name { font-size: .75rem; line-height: 1.2; color: var(--quiet); overflow-wrap: anywhere; hyphens: auto }
.ratings input:checked + label { border-color: var(--strong) }
.ratings input:focus-visible + label { outline: 3px solid var(--strong); outline-offset: 2px }
.star .ratings label > :first-child { color: var(--edge) }
.star .ratings input:checked + label > :first-child, .star .ratings label:has(~ input:checked) > :first-child { color: var(--strong) }
.more { display: block; margin-bottom: .25rem }
textarea { width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--edge); border-radius: .5rem; padding: .5rem }
button { margin-top: .75rem; width: 100%; min-height: 2.75rem; font: inherit; font-weight: 600; color: var(--on-strong); background: var(--strong); border: 0; border-radius: .5rem; cursor: pointer }
textarea:focus-visible, button:focus-visible { outline: 3px solid var(--strong); outline-offset: 2px }
`
