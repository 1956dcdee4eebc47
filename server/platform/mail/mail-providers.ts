/** An installation's registration with a provider of mailboxes (OAuth 2, RFC 6749). */
export interface MailProvider {
  clientId: string
  clientSecret: string
  /** Where people allow it. */
  authorizeUrl: string
  /** Where codes and refresh tokens become access tokens. */
  tokenUrl: string
  scope: string
}

/** The providers by name; null where the installation has no registration. */
export type MailProviders = Record<'google' | 'microsoft', MailProvider | null>

/** A provider gave no token. `lasting`: asking again would lead to the same. The message is for people. */
export class TokenFailure extends Error {
  override readonly name = 'TokenFailure'
  readonly lasting: boolean

  constructor(message: string, options: { lasting: boolean; cause?: unknown }) {
    super(message, { cause: options.cause })
    this.lasting = options.lasting
  }
}
