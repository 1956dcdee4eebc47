import { htmlToText } from 'html-to-text'

/** Sanitised HTML as plain text: links with their addresses, quotations with >, images left out. */
export function htmlToPlain(html: string): string {
  const heading = { options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 1 } }
  const text = htmlToText(html, {
    wordwrap: false,
    selectors: [
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } },
      { selector: 'img', format: 'skip' },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, ...heading })),
    ],
  })
  return text
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
