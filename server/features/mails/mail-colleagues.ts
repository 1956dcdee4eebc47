import type { MailInstallation } from '../../platform/mail/mail-port.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { loadAccount, nearestLocale, type Account, type Locale } from '../accounts/index.ts'
import { listAgents, type Agent } from '../people/index.ts'
import type { MailWords } from './layout.ts'
import { queueProductMail } from './write-mails.ts'

/** What a mail to colleagues says, in the language of their account. */
type Say = (account: Account, locale: Locale) => { subject: string; words: Omit<MailWords, 'heading'> }

/** Mails the same to some people of the account; false while no mail is set up. */
export async function mailColleagues(
  work: Work,
  installation: MailInstallation,
  people: Pick<Agent, 'email'>[],
  say: Say,
): Promise<boolean> {
  const account = await loadAccount(work.tx, work.accountId)
  const locale = nearestLocale(account.locale)
  const { subject, words } = say(account, locale)
  const mail = { purpose: 'notification' as const, accountId: account.id, subject, locale }
  for (const { email: to } of people) {
    const isQueued = await queueProductMail(work, installation, { ...mail, to, words: { heading: subject, ...words } })
    if (!isQueued) return false
  }
  return true
}

/** Mails the same to the administrators of the account; false while no mail is set up. */
export async function mailAdministrators(work: Work, installation: MailInstallation, say: Say): Promise<boolean> {
  const people = await listAgents(work.tx, work.accountId)
  const administrators = people.filter(({ role }) => role === 'administrator')
  return mailColleagues(work, installation, administrators, say)
}
