import { badge, bubble, bubbleHolder, caption, holder, live } from './elements.ts'
import { loader } from './loader.ts'
import { styles } from './styles.ts'

function applyStyles(): void {
  // A strict content policy of the host page refuses style elements, even empty ones, but not constructed sheets.
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(styles)
    document.adoptedStyleSheets.push(sheet)
  } catch {
    const style = document.createElement('style')
    style.id = 'cw-widget-styles'
    style.textContent = styles
    bubbleHolder.append(style)
  }
}

/** White or black, whichever is easier to read; 0.18 is the luminance where both are equal. */
function readableOn(colour: string): string {
  const pairs = colour.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3').match(/[\da-f]{2}/gi) || []
  const [red = 0, green = 0, blue = 0] = pairs.map((pair) => (parseInt(pair, 16) / 255) ** 2.2)
  return red * 0.2126 + green * 0.7152 + blue * 0.0722 < 0.18 ? '#fff' : '#000'
}

export function paint(colour: string): void {
  bubbleHolder.style.setProperty('--pl', colour)
  bubbleHolder.style.setProperty('--pl-on', readableOn(colour))
}

export function showOpen(): void {
  const { isOpen } = loader.api
  bubble.setAttribute('aria-expanded', `${isOpen}`)
  bubbleHolder.classList.toggle('woot--open', isOpen)
  holder.classList.toggle('woot--hide', !isOpen)
}

let blinking: ReturnType<typeof setInterval> | undefined

/** The number stands at the bubble, and in the title of a page that nobody looks at. */
export function showUnread(count: number): void {
  badge.hidden = !count
  badge.textContent = count > 9 ? '9+' : `${count}`
  const blink = () => {
    const bare = document.title.replace(/^\(\d+\) /, '')
    document.title = count && document.hidden && bare === document.title ? `(${count}) ${bare}` : bare
  }
  clearInterval(blinking)
  if (count) blinking = setInterval(blink, 1000)
  blink()
}

/** The newest unread messages beside the bubble, as high as they are; nothing without a height. */
export function showPeek(height: unknown): void {
  holder.classList.toggle('woot--unread', !!height)
  holder.style.setProperty('--ph', `${height}px`)
}

/** A screen reader hears the new label by itself only while messages are unread. */
export function showLabel(label: string): void {
  bubble.setAttribute('aria-label', label)
  live.textContent = badge.hidden ? '' : label
}

export function drawBubble(): void {
  const { settings } = loader
  const side = `woot-elements--${settings.position}`
  const title = settings.launcherTitle || 'Chat'
  holder.className = `woot-widget-holder ${side} woot--${settings.widgetStyle}`
  bubbleHolder.className = `woot--bubble-holder ${side}`
  applyStyles()
  if (settings.type === 'expanded_bubble') caption.textContent = title
  showUnread(0)
  showLabel(title)
  showOpen()
  paint(settings.widgetColor || '#1f4d45')
  bubbleHolder.classList.toggle('woot--hide', settings.hideMessageBubble)
}
