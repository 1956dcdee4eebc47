import type { MailInstallation } from '../../platform/mail/mail-port.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { loadAccount, nearestLocale } from '../accounts/index.ts'
import { mailText, queueProductMail } from '../mails/index.ts'
import { listAgents } from '../people/index.ts'
import type { Rule } from './rule.ts'

/** Switches off a rule that cannot run any more, with the reason, and mails the administrators (contract 2.15). */
export async function switchOff(
  work: Work,
  installation: MailInstallation,
  rule: Pick<Rule, 'id' | 'name'>,
  reason: string,
): Promise<void> {
  const row = await work.tx
    .updateTable('automation_rules')
    .set({ active: false, broken_reason: reason, updated_at: work.now })
    .where('id', '=', rule.id)
    .where('account_id', '=', work.accountId)
    .where('active', '=', true)
    .returning('id')
    .executeTakeFirst()
  if (row) await tellAdministrators(work, installation, rule, reason)
}

async function tellAdministrators(
  work: Work,
  installation: MailInstallation,
  rule: Pick<Rule, 'id' | 'name'>,
  reason: string,
) {
  const account = await loadAccount(work.tx, work.accountId)
  const locale = nearestLocale(account.locale)
  const subject = mailText(locale, 'rule.subject', { rule: rule.name })
  const url = `${installation.origin}/app/accounts/${account.id}/settings/automation?open=${rule.id}`
  const words = {
    heading: subject,
    paragraphs: [mailText(locale, 'rule.text', { account: account.name, reason })],
    button: { label: mailText(locale, 'rule.button'), url },
  }
  const administrators = (await listAgents(work.tx, work.accountId)).filter(({ role }) => role === 'administrator')
  for (const { email: to } of administrators) {
    const mail = { purpose: 'notification' as const, accountId: account.id, to, subject, locale, words }
    await queueProductMail(work, installation, mail)
  }
}
