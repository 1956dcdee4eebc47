import type { MailProvider, MailProviders } from '../platform/mail/mail-providers.ts'
import type { Settings } from './settings.ts'

const GOOGLE = {
  authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
  tokenUrl: 'https://oauth2.googleapis.com/token',
  scope: 'https://mail.google.com/ openid email profile',
}

const MICROSOFT_SCOPE =
  'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access openid email profile'

/** The providers that the settings have a registration for. */
export function mailProvidersOf(settings: Settings['incomingMail']): MailProviders {
  const authority = settings.microsoftAuthority
  return {
    google: registered(settings.googleClientId, settings.googleClientSecret, GOOGLE),
    microsoft: registered(settings.microsoftClientId, settings.microsoftClientSecret, {
      authorizeUrl: `${authority}/oauth2/v2.0/authorize`,
      tokenUrl: `${authority}/oauth2/v2.0/token`,
      scope: MICROSOFT_SCOPE,
    }),
  }
}

function registered(
  clientId: string | undefined,
  clientSecret: string | undefined,
  places: Omit<MailProvider, 'clientId' | 'clientSecret'>,
): MailProvider | null {
  return clientId && clientSecret ? { clientId, clientSecret, ...places } : null
}
