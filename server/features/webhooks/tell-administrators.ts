import type { Work } from '../../platform/database/unit-of-work.ts'
import type { MailInstallation } from '../../platform/mail/mail-port.ts'
import { mailAdministrators, mailText } from '../mails/index.ts'
import type { Endpoint } from './endpoint.ts'
import { SWITCHED_OFF_AFTER_DAYS, type Alarm } from './endpoint-health.ts'
import type { Outcome } from './make-attempt.ts'

/** Mails the administrators of an account that an address does not take what it is sent. */
export async function tellAdministrators(
  work: Work,
  installation: MailInstallation,
  { endpoint, alarm, outcome }: { endpoint: Endpoint; alarm: Alarm; outcome: Outcome },
): Promise<void> {
  const host = URL.canParse(endpoint.url) ? new URL(endpoint.url).host : endpoint.url
  const page = endpoint.webhookId === null ? '' : `/webhooks/${endpoint.webhookId}`
  await mailAdministrators(work, installation, (account, locale) => {
    const values = { host, account: account.name, days: String(SWITCHED_OFF_AFTER_DAYS) }
    const reason = outcome.error ?? `${mailText(locale, 'webhook.answer')} ${outcome.status}`
    const url = `${installation.origin}/app/accounts/${account.id}/settings${page}`
    return {
      subject: mailText(locale, `webhook.${alarm}.subject`, values),
      words: {
        paragraphs: [mailText(locale, `webhook.${alarm}.text`, values), `${outcome.request.url}: ${reason}`],
        button: { label: mailText(locale, 'button.desk'), url },
      },
    }
  })
}
