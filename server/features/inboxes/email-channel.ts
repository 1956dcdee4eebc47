/** How a mailbox's server is spoken to: the names of SASL, as the contract spells them. */
export type MailAuthentication = 'plain' | 'login' | 'cram_md5' | 'xoauth2'

/** An e-mail address whose mail is answered here: how its mail is fetched (IMAP) and sent (SMTP). */
export interface EmailChannel {
  email: string
  /** Where mail may be forwarded to instead of being fetched; null while the account has no domain. */
  forwardToEmail: string | null
  provider: 'google' | 'microsoft' | null
  verifiedForSending: boolean
  /** What one signs in to the provider with (OAuth 2); null while nobody has allowed it. */
  providerTokensEncrypted: string | null
  /** The provider no longer knows the tokens: somebody must allow it again. */
  reauthorizationRequired: boolean
  imapEnabled: boolean
  imapLogin: string
  imapPasswordEncrypted: string | null
  imapAddress: string
  imapPort: number
  imapEnableSsl: boolean
  imapAuthentication: MailAuthentication
  smtpEnabled: boolean
  smtpLogin: string
  smtpPasswordEncrypted: string | null
  smtpAddress: string
  smtpPort: number
  smtpDomain: string
  smtpEnableStarttlsAuto: boolean
  smtpEnableSslTls: boolean
  smtpOpensslVerifyMode: 'none' | 'peer' | 'client_once' | 'fail_if_no_peer_cert'
  smtpAuthentication: MailAuthentication
  /** The part before the @ of the address that mail may be forwarded to. */
  forwardToken: string
}
