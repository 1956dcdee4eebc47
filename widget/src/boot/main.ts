import { createApp, reactive, watch } from 'vue'
import { followVisit } from '../conversation/follow-visit.ts'
import type { Visit } from '../conversation/visit.ts'
import { openVisitorStorage } from '../conversation/visitor-storage.ts'
import type { Preferences } from '../conversation/widget-config.ts'
import type { Word } from '../loader/protocol.ts'
import { useLocale } from '../ui/text.ts'
import AppWindow from './AppWindow.vue'
import { dress } from './dress.ts'
import { hearHost } from './hear-host.ts'
import { linkHostPage } from './host-page.ts'
import { readConfig, readInvitation } from './read-page.ts'
import './window.css'

const config = readConfig()
const invitation = readInvitation()
const storage = openVisitorStorage(config.websiteToken)
if (invitation.reset) storage.wipe()

const preferences = reactive<Preferences>({
  isOpen: false,
  isMobile: false,
  darkMode: 'light',
  showPopoutButton: false,
})

let visit: Visit | undefined
const link = linkHostPage(invitation.host, (word: Word) => {
  if (visit) hearHost(visit, word)
  if (word.event === 'config-set') show()
})
visit = followVisit({ config, preferences, storage, host: link, rememberedToken: invitation.rememberedToken })
if (invitation.reset) visit.tabs.tell({ kind: 'reset' })
if (config.hasCampaigns && link.embedded) {
  const followed = visit
  void import('../campaigns/follow-campaigns.ts')
    .then(({ followCampaigns }) => followCampaigns(followed))
    .catch(() => {})
}

let shown = false
/** Waits for the host page's language and colours, so that nothing flashes. */
function show(): void {
  if (shown || !visit) return
  shown = true
  dress(preferences, config.tones)
  const mount = () => createApp(AppWindow, { visit, link }).mount('#app')
  useLocale(preferences.locale || config.locale).then(mount, mount)
  watch(
    () => preferences.locale,
    (tag) => void useLocale(tag || config.locale).catch(() => {}),
  )
}

if (link.embedded) {
  const { authToken: _, pubsubToken: __, ...channelConfig } = config
  // An app shows the window in a view of its own, where there is no bubble to be closed behind.
  preferences.isOpen = window.ReactNativeWebView !== undefined
  link.say('loaded', { config: { authToken: visit.identity.state.token, channelConfig } })
  setTimeout(show, 1000)
} else {
  preferences.isOpen = true
  preferences.darkMode = 'auto'
  show()
}
