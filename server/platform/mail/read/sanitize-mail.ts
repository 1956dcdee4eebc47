import sanitizeHtml from 'sanitize-html'

/** Makes HTML of a stranger safe to show. */
export function sanitizeMail(html: string): string {
  return sanitizeHtml(html)
}
