// What decides how a letter looks. Nothing here takes an element out of its place, over another or out of sight of the frame, and no value
// can hold an address: no url(), image-set() or the like, no escapes, no comments.
const PROPERTIES =
  /^(color|background-color|font(-family|-size|-style|-weight|-variant)?|line-height|letter-spacing|word-spacing|text-(align|decoration|indent|transform)|white-space|word-break|word-wrap|overflow-wrap|direction|vertical-align|(margin|padding)(-top|-right|-bottom|-left)?|border(-top|-right|-bottom|-left)?(-color|-style|-width)?|border-(collapse|spacing|radius)|(min-|max-)?width|(min-|max-)?height|display|list-style(-type)?|table-layout|float|clear|caption-side|empty-cells|overflow|opacity|visibility|box-sizing)$/
const VALUE = /^(?:[\w\s.,%#+'"!-]|\b(?:rgba?|hsla?)\([\d\s.,%/a-z-]{1,60}\)){1,200}$/i
const DISPLAY =
  /^(block|inline|inline-block|none|table|inline-table|table-(row|cell|caption|column|row-group|header-group|footer-group|column-group)|list-item)$/
// Longer than any letter is wide or high, in any unit.
const HUGE = /\d{5}/
const MOST_DECLARATIONS = 60

/** A style attribute with only what may stay; empty when nothing may. */
export function cleanStyle(style: string): string {
  const kept: string[] = []
  for (const declaration of style.split(';', MOST_DECLARATIONS)) {
    const colon = declaration.indexOf(':')
    let property = declaration.slice(0, colon).trim().toLowerCase()
    const value = declaration.slice(colon + 1).trim()
    // The short form is mostly used for a colour; everything else about backgrounds is pictures.
    if (property === 'background') property = 'background-color'
    if (colon > 0 && PROPERTIES.test(property) && isPlain(property, value)) kept.push(`${property}:${value}`)
  }
  return kept.join(';')
}

function isPlain(property: string, value: string): boolean {
  if (value.length > 200 || HUGE.test(value.replace(/#[0-9a-f]{3,8}/gi, '')) || !VALUE.test(value)) return false
  if (!areBalanced(value)) return false
  if (property === 'display') return DISPLAY.test(value.replace(/\s*!important$/i, '').toLowerCase())
  if (property.startsWith('margin')) return !value.includes('-')
  if (property === 'background-color')
    return /^[\w#(),.%\s/-]+$/.test(value) && !/\s/.test(value.replace(/\([^)]*\)/g, '').replace(/\s*!important$/i, ''))
  return true
}

// A quotation mark without its partner would swallow the declarations after it.
function areBalanced(value: string): boolean {
  return /^[^'"]*(?:'[^'"]*'[^'"]*|"[^'"]*"[^'"]*)*$/.test(value)
}
