import type { EmailChannel } from '../../features/inboxes/index.ts'
import { lagOf, stateOf, type MailboxFetch } from '../../features/mailboxes/index.ts'
import type { ReceivedCounts } from '../../features/received-mails/index.ts'

/** How the mail of an inbox comes in, and whether it does; ours. */
export function mailState(channel: EmailChannel, fetch: MailboxFetch | undefined, received: ReceivedCounts, now: Date) {
  const iso = (moment: Date | null | undefined) => moment?.toISOString() ?? null
  const isOn = channel.imapEnabled && fetch !== undefined
  const { state, error } = isOn
    ? stateOf(fetch, now)
    : { state: channel.imapEnabled ? 'connecting' : 'off', error: null }
  return {
    via: channel.imapEnabled ? 'imap' : 'forwarding',
    imap: {
      state,
      since: iso(fetch?.since),
      last_connected_at: iso(fetch?.lastConnectedAt),
      last_mail_at: iso(fetch?.lastMailAt),
      lag_seconds: isOn ? lagOf(fetch, now) : null,
      error,
      retry_at: isOn ? iso(fetch.retryAt) : null,
    },
    waiting: received.waiting,
    quarantined: received.quarantined,
    last_mail_at: iso(received.lastMailAt),
  }
}
