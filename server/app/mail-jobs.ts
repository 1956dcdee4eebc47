import { continueByMailTask } from '../channels/email/continue-by-mail.ts'
import { readReceivedMail } from '../channels/email/receive/read-received-mail.ts'
import { forgetSources, readMailTask, wakeOverdueReceived } from '../features/received-mails/index.ts'
import { sendMailTask, sweepMails, wakeOverdueMails } from '../features/mails/index.ts'
import { mailNotificationsTask } from '../features/notifications/index.ts'
import { system } from '../kernel/actor.ts'
import type { Ports } from '../platform/http/ports.ts'
import type { JobHandler } from '../platform/jobs/runner.ts'
import { sendLinkTask } from '../wire/api/passwords.ts'
import { continueForVisitor } from './continue-for-visitor.ts'
import { mailNotifications } from './mail-notifications.ts'
import { forgetSourcesTask, sweepMailsTask, wakeOverdueMailsTask } from './schedule.ts'
import { sendLink } from './send-link.ts'
import { sendOneMail } from './send-one-mail.ts'

// The outbox is looked through for all accounts at once, and nothing is recorded.
const NO_ACCOUNT = 0

/** What each task about mail does. */
export function mailJobs(ports: Ports): Record<string, JobHandler> {
  return {
    [sendLinkTask]: ({ email, purpose }) => sendLink(ports, String(email), String(purpose)),
    [sendMailTask]: ({ mailId, attempt }) => sendOneMail(ports, { id: Number(mailId), attempt: Number(attempt) }),
    [mailNotificationsTask]: ({ accountId, userId }) => mailNotifications(ports, Number(accountId), Number(userId)),
    [continueByMailTask]: ({ accountId, conversationId }) =>
      continueForVisitor(ports, Number(accountId), Number(conversationId)),
    [readMailTask]: ({ accountId, mailId }) => readReceivedMail(ports, Number(accountId), Number(mailId)),
    [wakeOverdueMailsTask]: async () => {
      await ports.work(NO_ACCOUNT, system, wakeOverdueMails)
      await ports.work(NO_ACCOUNT, system, wakeOverdueReceived)
    },
    [forgetSourcesTask]: async () => {
      const forgotten = await forgetSources(ports.db, { now: ports.now(), days: ports.mail.installation.sourceDays })
      if (forgotten > 0) ports.log.info({ forgotten }, 'removed the sources of mails that came in')
    },
    [sweepMailsTask]: async () => void (await sweepMails(ports.db, ports.now())),
  }
}
