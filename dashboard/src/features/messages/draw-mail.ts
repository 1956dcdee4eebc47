/** The frame of a mail before anything is in it. It is closed: no script, and nothing from anywhere else (the policy of the page holds too). */
export const CLOSED_FRAME = `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"><meta name="referrer" content="no-referrer"></head><body></body></html>`

/** The same as a page of the server, whose own policy lets images in from anywhere: the policy of this page, which a `srcdoc` shares, does not. */
export const OPEN_FRAME = '/mail-frame'

/** What a frame may do: be measured by us, and open links in windows of their own. Never scripts. */
export const FRAME_RIGHTS = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox'

// The server has left none of these. What came here by another way is looked at once more.
const NEVER =
  'script,style,meta,base,link,title,object,embed,iframe,frame,frameset,form,input,button,textarea,select,svg,math,template,noscript,video,audio,source,track,portal'
const OWN_COLOURS = /\b(bgcolor|color)=|\b(background-)?color:/

/** Whether a mail brings colours of its own, so that it is shown on paper rather than in the colours of the desk. */
export function hasOwnColours(html: string): boolean {
  return OWN_COLOURS.test(html)
}

/** Draws a mail into its frame. Remote images get their addresses only when they are asked for. */
export function drawMail(
  frame: Document,
  html: string,
  look: { css: string; images: ReadonlyMap<string, string>; withRemote: boolean },
): void {
  // Parsed where nothing is loaded, changed there, and moved as nodes: it is never text again after it was looked at.
  const mail = new DOMParser().parseFromString(html, 'text/html')
  for (const element of mail.querySelectorAll(NEVER)) element.remove()
  for (const link of mail.querySelectorAll('a, area')) secure(link)
  for (const image of mail.querySelectorAll('img')) place(image, look)
  const style = frame.createElement('style')
  style.textContent = look.css
  frame.head.querySelector('style')?.remove()
  frame.head.append(style)
  frame.body.dir = 'auto'
  frame.body.replaceChildren(...mail.body.childNodes)
}

function secure(link: Element): void {
  link.setAttribute('target', '_blank')
  link.setAttribute('rel', 'noopener noreferrer nofollow')
  link.removeAttribute('ping')
  if (!/^(https?|mailto|tel):/i.test(link.getAttribute('href') ?? '')) link.removeAttribute('href')
}

function place(
  image: HTMLImageElement,
  { images, withRemote }: { images: ReadonlyMap<string, string>; withRemote: boolean },
) {
  const source = image.getAttribute('src') ?? ''
  const remote = image.dataset['remoteSrc'] ?? ''
  image.removeAttribute('srcset')
  if (source.startsWith('cid:'))
    image.setAttribute('src', images.get(nameOf(source)) ?? images.get(source.slice(4)) ?? '')
  else if (!source.startsWith('data:image/')) image.removeAttribute('src')
  if (withRemote && /^https?:/i.test(remote)) image.setAttribute('src', remote)
  image.setAttribute('referrerpolicy', 'no-referrer')
  if (!image.getAttribute('src')) image.removeAttribute('src')
}

function nameOf(source: string): string {
  try {
    return decodeURIComponent(source.slice(4))
  } catch {
    return source.slice(4)
  }
}
