import { drawBubble } from './draw-bubble.ts'
import { bubble } from './elements.ts'
import { listen, narrow } from './hear-window.ts'
import { announce, tellAddress, tellNow, loader } from './loader.ts'
import { attach, loadFrame, toggle } from './open-window.ts'
import { createPublicApi } from './public-api.ts'
import { readSettings, type Embed } from './settings.ts'
import { readVisitorToken } from './visitor-cookie.ts'

function watchPage(): void {
  narrow.addEventListener('change', () => tellNow('toggle-close-button', { isMobile: narrow.matches }))
  // A page loses focus to the frame before anything is written there, so the address is fresh by then.
  addEventListener('blur', tellAddress)
  window.navigation?.addEventListener('currententrychange', tellAddress)
  // Whatever swaps the page's root or its children (hydration, page transitions) must not lose the widget.
  const watcher = new MutationObserver(attach)
  watcher.observe(document, { childList: true })
  watcher.observe(document.documentElement, { childList: true })
}

function start(): void {
  drawBubble()
  attach()
  listen()
  watchPage()
  window.$chatwoot!.setColorScheme(loader.settings.darkMode)
  bubble.onclick = () => toggle()
  bubble.onkeydown = ({ key }) => {
    if (key === 'Escape') toggle('close')
  }
  const speaks = window.porchlightSDK?.campaigns?.includes(loader.websiteToken.slice(0, 8))
  if (readVisitorToken() || speaks) (window.requestIdleCallback || setTimeout)(loadFrame)
  setTimeout(() => {
    loader.api.hasLoaded = true
    announce('ready')
  })
}

export function run({ websiteToken, baseUrl }: Embed): void {
  if (window.$chatwoot) return
  const { href, origin } = new URL(baseUrl || '/', location.href)
  Object.assign(loader, { websiteToken, origin, baseUrl: href.replace(/\/$/, ''), settings: readSettings() })
  window.$chatwoot = window.porchlight = loader.api = createPublicApi()
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start)
  else start()
}
