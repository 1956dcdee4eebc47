import type { MailInstallation } from '../../platform/mail/mail-port.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { mailAdministrators, mailText } from '../mails/index.ts'
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
  if (!row) return
  await mailAdministrators(work, installation, (account, locale) => {
    const url = `${installation.origin}/app/accounts/${account.id}/settings/automation?open=${rule.id}`
    return {
      subject: mailText(locale, 'rule.subject', { rule: rule.name }),
      words: {
        paragraphs: [mailText(locale, 'rule.text', { account: account.name, reason })],
        button: { label: mailText(locale, 'rule.button'), url },
      },
    }
  })
}
