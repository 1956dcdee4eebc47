import { noticeTo } from '../../platform/events/notice.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { findInbox } from '../inboxes/index.ts'
import { mailboxServerOf } from './mailbox-server.ts'
import { beginFetch } from './position.ts'

/** On what name whoever fetches mail hears that an inbox has changed. */
export const MAILBOXES = 'porchlight_mailboxes'

/** Tells whoever fetches mail, in whatever process, that an inbox came, changed or went; its fetching begins with the change. */
export async function tellOfMailbox(work: Work, inboxId: number, at: Date): Promise<void> {
  const inbox = await findInbox(work.tx, inboxId)
  const channel = inbox?.emailChannel
  const server = channel && mailboxServerOf(channel)
  if (inbox && channel?.imapEnabled && server) {
    await beginFetch(work.tx, { inboxId, accountId: work.accountId }, { login: server.user, host: server.host }, at)
  }
  await noticeTo(work.tx, MAILBOXES)
}
