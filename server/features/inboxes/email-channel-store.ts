import { sql } from 'kysely'
import { Refusal } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { randomToken } from '../../platform/secrets/secrets.ts'
import { emailChannelColumns, type EmailChannelChanges } from './inbox-changes.ts'

/** The e-mail channel of a query that joins the table under its name, or null. */
export const emailChannel = sql`case when email_channels.inbox_id is null then null else jsonb_build_object(
  'email', email, 'provider', provider, 'verifiedForSending', verified_for_sending,
  'forwardToEmail', (select forward_token || '@' || nullif(accounts.domain, '') from accounts
    where accounts.id = inboxes.account_id),
  'providerTokensEncrypted', provider_tokens_encrypted, 'reauthorizationRequired', reauthorization_required,
  'imapEnabled', imap_enabled, 'imapLogin', imap_login, 'imapPasswordEncrypted', imap_password_encrypted,
  'imapAddress', imap_address, 'imapPort', imap_port, 'imapEnableSsl', imap_enable_ssl,
  'imapAuthentication', imap_authentication,
  'smtpEnabled', smtp_enabled, 'smtpLogin', smtp_login, 'smtpPasswordEncrypted', smtp_password_encrypted,
  'smtpAddress', smtp_address, 'smtpPort', smtp_port, 'smtpDomain', smtp_domain,
  'smtpEnableStarttlsAuto', smtp_enable_starttls_auto, 'smtpEnableSslTls', smtp_enable_ssl_tls,
  'smtpOpensslVerifyMode', smtp_openssl_verify_mode, 'smtpAuthentication', smtp_authentication, 'forwardToken', forward_token) end`.as(
  'emailChannel',
)

/** Gives a new inbox its mailbox. */
export async function insertEmailChannel(work: Work, inboxId: number, changes: EmailChannelChanges): Promise<void> {
  const columns = { ...emailChannelColumns(changes, work.secrets), email: await freeAddress(work, inboxId, changes) }
  await work.tx
    .insertInto('email_channels')
    .values({ inbox_id: inboxId, forward_token: randomToken(18).toLowerCase(), ...columns })
    .execute()
}

/** Changes the mailbox of an inbox; one that has none is left alone. */
export async function updateEmailChannel(work: Work, inboxId: number, changes: EmailChannelChanges): Promise<void> {
  const columns = emailChannelColumns(changes, work.secrets)
  if (Object.keys(columns).length === 0) return
  if (columns.email !== undefined) await freeAddress(work, inboxId, changes)
  await work.tx.updateTable('email_channels').set(columns).where('inbox_id', '=', inboxId).execute()
}

async function freeAddress(work: Work, inboxId: number, changes: EmailChannelChanges): Promise<string> {
  const { email } = emailChannelColumns({ email: changes.email ?? '' }, work.secrets)
  // One after the other, so that the second of two at once is refused and not a failure.
  await sql`select pg_advisory_xact_lock(hashtext(${`mailbox:${email}`}))`.execute(work.tx)
  const taken = await work.tx
    .selectFrom('email_channels')
    .select('inbox_id')
    .where(sql`lower(email)`, '=', email ?? '')
    .where('inbox_id', '!=', inboxId)
    .executeTakeFirst()
  if (taken) throw new Refusal('taken', 'Email has already been taken', 'email')
  return email ?? ''
}
