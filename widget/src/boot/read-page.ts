import type { WidgetConfig } from '../conversation/widget-config.ts'

const defaults: WidgetConfig = {
  websiteToken: '',
  websiteName: '',
  avatarUrl: '',
  widgetColor: '#1f4d45',
  tones: { brand: '#1f4d45', brandDeep: '#123a33', onBrand: '#ffffff', light: '#1f4d45', dark: '#7fb5aa' },
  welcomeTitle: '',
  welcomeTagline: '',
  replyTime: '',
  enabledFeatures: [],
  locale: 'en',
  preChatFormEnabled: false,
  preChatFormOptions: {},
  authToken: '',
  pubsubToken: '',
  isNewVisitor: true,
  allowMessagesAfterResolved: true,
  installationName: '',
  disableBranding: false,
  maximumFileUploadSize: 40,
  timezone: 'UTC',
  workingHoursEnabled: false,
  workingHours: [],
  hasCampaigns: false,
}

export function readConfig(): WidgetConfig {
  const written = JSON.parse(document.getElementById('porchlight-config')?.textContent || '{}') as Partial<WidgetConfig>
  const present = Object.entries(written).filter(([, value]) => value !== null && value !== '')
  return { ...defaults, ...(Object.fromEntries(present) as Partial<WidgetConfig>) }
}

interface Invitation {
  host?: string
  rememberedToken?: string
  reset: boolean
}

/** What the loader wrote behind the `#`; it is taken out of the address, so that the token is not lying about. */
export function readInvitation(): Invitation {
  const fragment = new URLSearchParams(location.hash.slice(1))
  const query = new URLSearchParams(location.search)
  history.replaceState(null, '', location.pathname + location.search)
  return {
    host: fragment.get('host') || referrerOrigin(),
    rememberedToken: fragment.get('cw_conversation') || query.get('cw_conversation') || undefined,
    reset: fragment.has('reset'),
  }
}

function referrerOrigin(): string | undefined {
  return document.referrer ? new URL(document.referrer).origin : undefined
}
