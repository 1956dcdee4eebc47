import { micromark } from 'micromark'
import { gfmAutolinkLiteral, gfmAutolinkLiteralHtml } from 'micromark-extension-gfm-autolink-literal'

/** What an agent wrote, as HTML for a mail: markup of Markdown only, every tag and every dangerous link made harmless. */
export function markdownHtml(text: string): string {
  const html = micromark(text, { extensions: [gfmAutolinkLiteral()], htmlExtensions: [gfmAutolinkLiteralHtml()] })
  // People write lines as they want them read.
  return html.replace(/<p>[\s\S]*?<\/p>/g, (paragraph) => paragraph.replace(/(<br \/>)?\n/g, '<br />\n'))
}
