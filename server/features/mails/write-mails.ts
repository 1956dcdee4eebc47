import type { Work } from '../../platform/database/unit-of-work.ts'
import type { MailInstallation } from '../../platform/mail/mail-port.ts'
import { loadAccount, localeOfAccount, nearestLocale, type Locale } from '../accounts/index.ts'
import { layOut, type MailWords } from './layout.ts'
import { inItsBrand } from './mail-look.ts'
import type { MailPurpose } from './mail.ts'
import { queueMail } from './queue-mail.ts'
import { mailText } from './texts/mail-text.ts'
import type { MailTextKey } from './texts/en.ts'

/** A mail of the product, said in a language. */
export interface ProductMail {
  purpose: Exclude<MailPurpose, 'reply' | 'continuity'>
  /** Null: to a person of the installation, in no account's name. */
  accountId: number | null
  to: string
  subject: string
  words: MailWords
  conversationId?: number
}

/** Puts a mail in the installation's name and look into the outbox; false while no mail is set up. */
export async function queueProductMail(
  work: Work,
  installation: MailInstallation,
  mail: ProductMail & { locale: Locale },
): Promise<boolean> {
  const { from, look } = await inItsBrand(work.tx, installation)
  if (!from) return false
  const { purpose, accountId, to, subject, words, conversationId } = mail
  await queueMail(work, {
    purpose,
    accountId,
    from,
    to: [to],
    subject,
    body: layOut(look, mail.locale, words),
    // No machine answers to these (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    ...(conversationId !== undefined && { conversationId }),
  })
  return true
}

/** Mails somebody the link that lets them into an account. */
export async function inviteByMail(
  work: Work,
  installation: MailInstallation,
  invitation: { email: string; url: string; inviter: string },
): Promise<boolean> {
  const account = await loadAccount(work.tx, work.accountId)
  const locale = nearestLocale(account.locale)
  const { name } = await inItsBrand(work.tx, installation)
  const values = { inviter: invitation.inviter, account: account.name, name }
  const subject = mailText(locale, 'invitation.subject', values)
  const button = { label: mailText(locale, 'invitation.button'), url: invitation.url }
  const words = { heading: subject, paragraphs: [mailText(locale, 'invitation.text', values)], button }
  return queueProductMail(work, installation, {
    purpose: 'invitation',
    accountId: work.accountId,
    to: invitation.email,
    subject,
    words,
    locale,
  })
}

const LINKS = {
  password: ['password.subject', 'password.text', 'password.button'],
  confirmation: ['confirmation.subject', 'confirmation.text', 'confirmation.button'],
} satisfies Record<string, MailTextKey[]>

/** Mails somebody a link to set a password or to confirm their address, in the language of their first account. */
export async function mailLink(
  work: Work,
  installation: MailInstallation,
  link: { purpose: keyof typeof LINKS; email: string; url: string; accountId: number | undefined },
): Promise<boolean> {
  const locale = link.accountId === undefined ? 'en' : await localeOfAccount(work.tx, link.accountId)
  const [subjectKey, textKey, buttonKey] = LINKS[link.purpose] as [MailTextKey, MailTextKey, MailTextKey]
  const { name } = await inItsBrand(work.tx, installation)
  const subject = mailText(locale, subjectKey, { name })
  return queueProductMail(work, installation, {
    purpose: link.purpose,
    accountId: null,
    to: link.email,
    subject,
    locale,
    words: {
      heading: subject,
      paragraphs: [mailText(locale, textKey)],
      button: { label: mailText(locale, buttonKey), url: link.url },
    },
  })
}

/** Mails somebody what mails of the product look like; false while no mail is set up. */
export async function sendTestMail(work: Work, installation: MailInstallation, to: string): Promise<boolean> {
  const locale = await localeOfAccount(work.tx, work.accountId)
  const { name } = await inItsBrand(work.tx, installation)
  const subject = mailText(locale, 'test.subject', { name })
  return queueProductMail(work, installation, {
    purpose: 'test',
    accountId: work.accountId,
    to,
    subject,
    locale,
    words: {
      heading: subject,
      paragraphs: [mailText(locale, 'test.text')],
      button: { label: mailText(locale, 'button.desk'), url: `${installation.origin}/app/accounts/${work.accountId}` },
      note: mailText(locale, 'test.note', { server: installation.server?.host ?? '' }),
    },
  })
}
