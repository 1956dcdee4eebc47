import { mailsQuery } from '../../../contract/http/mails.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Call } from '../../platform/http/route.ts'
import { loadInbox, type EmailChannel, type Inbox } from '../../features/inboxes/index.ts'
import { checkRecords, domainOf, listMails, mailServerOf, probeServerOf } from '../../features/mails/index.ts'
import { administrator, inAccount, type MemberCaller } from '../access.ts'
import { idOf, parse } from '../parse.ts'
import { mail } from '../present/mail.ts'

type MemberCall = Call<MemberCaller>

/** What administrators see of outgoing mail; ours. */
export const mailRoutes = [
  administrator(
    'GET',
    inAccount('/mails'),
    async (call) => {
      const mails = await listMails(call.ports.db, call.caller.accountId, parse(mailsQuery, call.query))
      return { payload: mails.map(mail) }
    },
    { summary: 'Lists the latest mails that went out or are to, 50 at a time', query: mailsQuery, returns: 'mails' },
  ),
  administrator('POST', inAccount('/inboxes/:id/test_smtp'), testSmtp, {
    summary: 'Tries out the mail server of an inbox, and shows what both sides said',
    returns: 'mail_probe',
  }),
  administrator('POST', inAccount('/inboxes/:id/check_dns'), checkDns, {
    summary: 'Says which records the domain of a mailbox needs, and which it has',
    returns: 'mail_records',
  }),
]

async function testSmtp(call: MemberCall) {
  const probe = await probeServerOf(call.ports, await emailInboxOf(call))
  if (!probe) throw noServer()
  return probe
}

async function checkDns(call: MemberCall) {
  const { emailChannel: mailbox } = await emailInboxOf(call)
  const { accountId, actor } = call.caller
  const domain = domainOf(mailbox.email)
  const { host } = serverOf(call, mailbox)
  return { domain, records: await checkRecords(call.ports, { accountId, actor }, { domain, host }) }
}

async function emailInboxOf(call: MemberCall): Promise<Inbox & { emailChannel: EmailChannel }> {
  const { accountId, actor } = call.caller
  const inbox = await loadInbox(call.ports.db, accountId, actor, idOf(call.params['id']))
  const { emailChannel } = inbox
  if (!emailChannel) throw new Refusal('wrong_channel', 'Only e-mail inboxes send mail of their own')
  return { ...inbox, emailChannel }
}

function serverOf({ ports: { mail: port, secrets } }: MemberCall, mailbox: EmailChannel) {
  const server = mailServerOf(mailbox, secrets) ?? port.installation.server
  if (!server) throw noServer()
  return server
}

function noServer(): Refusal {
  return new Refusal('invalid', 'This inbox has no mail server, and neither has the installation', 'smtp_address')
}
