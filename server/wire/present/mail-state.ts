import type { EmailChannel } from '../../features/inboxes/index.ts'
import { lagOf, type MailboxFetch } from '../../features/mailboxes/index.ts'
import type { ReceivedCounts } from '../../features/received-mails/index.ts'

/** How the mail of an inbox comes in, and whether it does; ours. */
export function mailState(channel: EmailChannel, fetch: MailboxFetch | undefined, received: ReceivedCounts, now: Date) {
  const iso = (moment: Date | null | undefined) => moment?.toISOString() ?? null
  const isOn = channel.imapEnabled && fetch !== undefined
  return {
    via: channel.imapEnabled ? 'imap' : 'forwarding',
    imap: {
      state: isOn ? fetch.state : channel.imapEnabled ? 'connecting' : 'off',
      since: iso(fetch?.since),
      last_connected_at: iso(fetch?.lastConnectedAt),
      last_mail_at: iso(fetch?.lastMailAt),
      lag_seconds: isOn ? lagOf(fetch, now) : null,
      error: isOn ? fetch.error : null,
      retry_at: isOn ? iso(fetch.retryAt) : null,
    },
    waiting: received.waiting,
    quarantined: received.quarantined,
    last_mail_at: iso(received.lastMailAt),
  }
}
