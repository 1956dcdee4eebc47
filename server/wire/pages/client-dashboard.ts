import { brandPicturePath, findBrand, type Brand } from '../../features/branding/index.ts'
import { LOCALES, nearestLocale } from '../../features/accounts/index.ts'
import { answered, type Call } from '../../platform/http/route.ts'
import { CONTRACT_VERSION } from '../version.ts'
import { sendClientPage, type BuiltClient } from './built-client.ts'
import type { DashboardConfig } from './dashboard-config.ts'

/** What the pages of a client's dashboard say of the installation. */
export interface ClientDashboard {
  client: BuiltClient
  signupEnabled: boolean
  maximumFileUploadSize: number
}

/** Shows the page of the client's dashboard (contract 7.1); before set-up, our own page for that. */
export async function showClientDashboard(call: Call<unknown>, config: DashboardConfig, desk: ClientDashboard) {
  const path = call.params['*'] ?? ''
  if (path.endsWith('.json')) {
    call.reply.status(406)
    return { error: 'This address is a page: ask for it as HTML' }
  }
  if (config.setupRequired) {
    call.reply.redirect('/porchlight/setup', 302)
    return answered
  }
  const one = await findBrand(call.ports.db)
  const isForGuests = /(^|\/)(auth|login)(\/|$)/.test(path)
  const locale = nearestLocale(call.headers['accept-language'] ?? '')
  sendClientPage(call.reply, {
    title: one.installationName,
    locale,
    ancestors: "'none'",
    entry: desk.client.entries[isForGuests ? 'v3app' : 'dashboard'],
    globals: {
      chatwootConfig: chatwootConfig(call, locale, desk),
      globalConfig: globalConfig(one, desk, config.vapidPublicKey),
      browserConfig: { browser_name: browserOf(call.headers['user-agent'] ?? '') },
      errorLoggingConfig: '',
    },
    bytes: { 'chatwootConfig.vapidPublicKey': Buffer.from(config.vapidPublicKey, 'base64url') },
  })
  return answered
}

/** Every value is a text, and so are yes and no (contract 7.1); lists and objects are those that the contract names. */
function chatwootConfig(call: Call<unknown>, locale: string, desk: ClientDashboard) {
  return {
    hostURL: call.origin,
    helpCenterURL: '',
    fbAppId: '',
    instagramAppId: '',
    tiktokAppId: '',
    googleOAuthClientId: '',
    googleOAuthCallbackUrl: '',
    allowedLoginMethods: ['email'],
    fbApiVersion: '',
    whatsappAppId: '',
    whatsappConfigurationId: '',
    whatsappApiVersion: '',
    signupEnabled: String(desk.signupEnabled),
    isEnterprise: 'false',
    isMfaEnabled: 'true',
    enabledLanguages: enabledLanguages(),
    helpUrls: {},
    inboxEventsEnabled: 'false',
    selectedLocale: locale,
  }
}

/** The languages that the server writes in, each by its own name. */
export function enabledLanguages() {
  return LOCALES.map((code) => ({
    name: new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code,
    iso_639_1_code: code,
  }))
}

function globalConfig(one: Brand, desk: ClientDashboard, vapidPublicKey: string) {
  return {
    ...brandOf(one),
    TERMS_URL: '',
    PRIVACY_URL: '',
    DISPLAY_MANIFEST: 'true',
    CREATE_NEW_ACCOUNT_FROM_DASHBOARD: 'false',
    CHATWOOT_INBOX_TOKEN: '',
    API_CHANNEL_NAME: '',
    API_CHANNEL_THUMBNAIL: '',
    CLOUD_ANALYTICS_TOKEN: '',
    DIRECT_UPLOADS_ENABLED: 'false',
    MAXIMUM_FILE_UPLOAD_SIZE: String(desk.maximumFileUploadSize),
    HCAPTCHA_SITE_KEY: '',
    LOGOUT_REDIRECT_LINK: '/app/login',
    DISABLE_USER_PROFILE_UPDATE: 'false',
    DEPLOYMENT_ENV: 'self-hosted',
    INSTALLATION_PRICING_PLAN: 'community',
    APP_VERSION: CONTRACT_VERSION,
    VAPID_PUBLIC_KEY: vapidPublicKey,
    ENABLE_ACCOUNT_SIGNUP: String(desk.signupEnabled),
    FB_APP_ID: '',
    INSTAGRAM_APP_ID: '',
    TIKTOK_APP_ID: '',
    FACEBOOK_API_VERSION: '',
    WHATSAPP_APP_ID: '',
    WHATSAPP_CONFIGURATION_ID: '',
    IS_ENTERPRISE: 'false',
    AZURE_APP_ID: '',
    GIT_SHA: '',
    ALLOWED_LOGIN_METHODS: ['email'],
    ACTIVE_PLATFORM_BANNERS: [],
  }
}

/** The name and the pictures; those that nobody uploaded are in the client's own folder. */
function brandOf(one: Brand) {
  return {
    LOGO: brandPicturePath(one, 'logo') || '/brand-assets/logo.svg',
    LOGO_DARK: brandPicturePath(one, 'logo_dark') || brandPicturePath(one, 'logo') || '/brand-assets/logo_dark.svg',
    LOGO_THUMBNAIL: thumbnailOf(one),
    INSTALLATION_NAME: one.installationName,
    BRAND_NAME: one.installationName,
    BRAND_URL: '',
    WIDGET_BRAND_URL: '',
  }
}

/** The small picture of the brand, for a client. */
export function thumbnailOf(one: Brand): string {
  return brandPicturePath(one, 'thumbnail') || '/brand-assets/logo_thumbnail.svg'
}

const BROWSERS = [
  ['Edge', /Edg\//],
  ['Opera', /OPR\//],
  ['Firefox', /Firefox\//],
  ['Chrome', /Chrome\//],
  ['Safari', /Safari\//],
] as const

function browserOf(userAgent: string): string {
  return BROWSERS.find(([, mark]) => mark.test(userAgent))?.[0] ?? 'Unknown Browser'
}
