import type { MailInstallation } from '../../platform/mail/mail-port.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { loadAccount, nearestLocale } from '../accounts/index.ts'
import { mailText, queueProductMail } from '../mails/index.ts'
import { findPerson } from '../people/index.ts'

/** How a transfer ended, for the person who asked for it. */
export type TransferEnd =
  | { kind: 'import'; file: string; count: number; rejected: number; error: string | null }
  | { kind: 'export'; file: string; count: number; error: string | null }

/** Mails whoever asked for an import or an export that it is done, while they are a member still. */
export async function tellByMail(
  work: Work,
  installation: MailInstallation,
  userId: number | null,
  end: TransferEnd,
): Promise<void> {
  const person = userId === null ? undefined : await findPerson(work.tx, userId)
  if (!person?.memberships.some((one) => one.accountId === work.accountId)) return
  const account = await loadAccount(work.tx, work.accountId)
  const locale = nearestLocale(account.locale)
  const { kind, file } = end
  const values = { account: account.name, file, count: String(end.count) }
  const subject = mailText(locale, `${kind}.subject`, values)
  const rejected = end.kind === 'import' ? end.rejected : 0
  const paragraphs = [
    end.error ?? mailText(locale, `${kind}.text`, values),
    ...(rejected > 0 ? [mailText(locale, 'import.rejected', { count: String(rejected) })] : []),
  ]
  const url = `${installation.origin}/app/accounts/${account.id}/contacts`
  const button = { label: mailText(locale, 'button.desk'), url }
  await queueProductMail(work, installation, {
    purpose: kind,
    accountId: account.id,
    to: person.email,
    subject,
    locale,
    words: { heading: subject, paragraphs, button },
  })
}
