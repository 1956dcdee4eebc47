import { Refusal } from '../../kernel/refusal.ts'
import type { Call } from '../../platform/http/route.ts'
import { loadInbox, type EmailChannel, type Inbox } from '../../features/inboxes/index.ts'
import { findFetch, probeMailbox } from '../../features/mailboxes/index.ts'
import { countReceived } from '../../features/received-mails/index.ts'
import { administrator, inAccount, type MemberCaller } from '../access.ts'
import { idOf } from '../parse.ts'
import { mailState } from '../present/mail-state.ts'

type MemberCall = Call<MemberCaller>

/** How the mail of an inbox comes in; ours. */
export const mailboxRoutes = [
  administrator('POST', inAccount('/inboxes/:id/test_imap'), testImap, {
    summary: 'Tries out the mailbox of an inbox, and shows what both sides said',
    returns: 'mail_probe',
  }),
  administrator(
    'GET',
    inAccount('/inboxes/:id/mail_state'),
    async (call) => {
      const { db, now } = call.ports
      const inbox = await mailboxOf(call)
      const fetch = await findFetch(db, inbox.id)
      return mailState(inbox.emailChannel, fetch, await countReceived(db, inbox.accountId, inbox.id), now())
    },
    {
      summary: 'Says whether the mail of an inbox comes in, and what waits or could not be read',
      returns: 'mail_state',
    },
  ),
]

async function testImap(call: MemberCall) {
  const probe = await probeMailbox(call.ports, await mailboxOf(call))
  if (!probe) throw new Refusal('invalid', 'This inbox names no IMAP server', 'imap_address')
  const { ok, error, host, port, transcript } = probe
  return { ok, error, host, port, transcript }
}

async function mailboxOf(call: MemberCall): Promise<Inbox & { emailChannel: EmailChannel }> {
  const { accountId, actor } = call.caller
  const inbox = await loadInbox(call.ports.db, accountId, actor, idOf(call.params['id']))
  const { emailChannel } = inbox
  if (!emailChannel) throw new Refusal('wrong_channel', 'Only e-mail inboxes have a mailbox')
  return { ...inbox, emailChannel }
}
