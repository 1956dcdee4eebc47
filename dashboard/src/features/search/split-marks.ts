/** A mention as notes hold it: the name stays, the address goes. */
const MENTION = /\[(@[^\]]*)\]\(mention:\/\/[^)\s]*\)/g

export interface Piece {
  text: string
  marked: boolean
}

/** The server's highlight as pieces of text: its only tag is `<mark>`, and every other sign that means something is a number. */
export function splitMarks(html: string): Piece[] {
  return html
    .replaceAll(MENTION, '$1')
    .split(/(<mark>.*?<\/mark>)/su)
    .filter((part) => part !== '')
    .map((part) => {
      const marked = part.startsWith('<mark>') && part.endsWith('</mark>')
      return { text: plain(marked ? part.slice(6, -7) : part), marked }
    })
}

function plain(html: string): string {
  return html.replaceAll(/&#(\d{1,7});/g, (_, code: string) => String.fromCodePoint(Number(code)))
}
