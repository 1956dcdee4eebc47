/** How a mail looks in its frame: in the colours of the desk, or on paper when it brings its own. */
export function frameCss(onPaper: boolean): string {
  const page = getComputedStyle(document.documentElement)
  const token = (name: string) => page.getPropertyValue(name)
  const paper = `:root { color-scheme: light; background: #fff } body { padding: 12px; color: #1d1b18 } a { color: #1a56c4 }`
  const desk = `:root { color-scheme: ${page.colorScheme}; background: transparent } body { color: ${token('--ink')} } a { color: ${token('--accent-ink')} }`
  return `${onPaper ? paper : desk}
:root { overflow: auto hidden }
body { display: flow-root; margin: 0; font: 14px/1.5 ${getComputedStyle(document.body).fontFamily}; overflow-wrap: anywhere }
* { max-width: 100% !important; box-sizing: border-box }
img { height: auto }
img:not([src]) { display: none }
p, ul, ol, pre { margin-block: 0 0.75em }
body > :last-child { margin-bottom: 0 }
pre { white-space: pre-wrap }
blockquote { margin: 0.5em 0; padding-inline-start: 12px; border-inline-start: 2px solid ${token('--line-strong')} }`
}
