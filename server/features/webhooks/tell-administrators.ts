import type { Work } from '../../platform/database/unit-of-work.ts'
import type { MailInstallation } from '../../platform/mail/mail-port.ts'
import { loadAccount, nearestLocale } from '../accounts/index.ts'
import { mailText, queueProductMail } from '../mails/index.ts'
import { listAgents } from '../people/index.ts'
import type { Endpoint } from './endpoint.ts'
import { SWITCHED_OFF_AFTER_DAYS, type Alarm } from './endpoint-health.ts'
import type { Outcome } from './make-attempt.ts'

/** Mails the administrators of an account that an address does not take what it is sent. */
export async function tellAdministrators(
  work: Work,
  installation: MailInstallation,
  { endpoint, alarm, outcome }: { endpoint: Endpoint; alarm: Alarm; outcome: Outcome },
): Promise<void> {
  const account = await loadAccount(work.tx, work.accountId)
  const locale = nearestLocale(account.locale)
  const host = URL.canParse(endpoint.url) ? new URL(endpoint.url).host : endpoint.url
  const values = { host, account: account.name, days: String(SWITCHED_OFF_AFTER_DAYS) }
  const subject = mailText(locale, `webhook.${alarm}.subject`, values)
  const reason = outcome.error ?? `${mailText(locale, 'webhook.answer')} ${outcome.status}`
  const page = endpoint.webhookId === null ? '' : `/webhooks/${endpoint.webhookId}`
  const words = {
    heading: subject,
    paragraphs: [mailText(locale, `webhook.${alarm}.text`, values), `${outcome.request.url}: ${reason}`],
    button: {
      label: mailText(locale, 'button.desk'),
      url: `${installation.origin}/app/accounts/${account.id}/settings${page}`,
    },
  }
  const administrators = (await listAgents(work.tx, work.accountId)).filter(({ role }) => role === 'administrator')
  for (const { email } of administrators) {
    const mail = { purpose: 'notification' as const, accountId: account.id, to: email, subject, locale, words }
    await queueProductMail(work, installation, mail)
  }
}
