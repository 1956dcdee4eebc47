import { mailsQuery } from '../../../contract/http/mails.ts'
import { invalid, notFound, Refusal } from '../../kernel/refusal.ts'
import { limit } from '../../platform/http/rate-limit.ts'
import type { Call } from '../../platform/http/route.ts'
import { loadForChange, retryMessage } from '../../features/conversations/index.ts'
import { loadInbox, type EmailChannel, type Inbox } from '../../features/inboxes/index.ts'
import {
  checkRecords,
  countUnsent,
  domainOf,
  findMail,
  inItsBrand,
  listMails,
  mailServerOf,
  probeServerOf,
  retryMail,
  sendTestMail,
} from '../../features/mails/index.ts'
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
      const { accountId } = call.caller
      const { db } = call.ports
      const [mails, counts] = await Promise.all([
        listMails(db, accountId, parse(mailsQuery, call.query)),
        countUnsent(db, accountId),
      ])
      return { payload: mails.map(mail), meta: counts }
    },
    { summary: 'Lists the latest mails that went out or are to, 50 at a time', query: mailsQuery, returns: 'mails' },
  ),
  administrator('POST', inAccount('/mails/:id/retry'), retry, {
    summary: 'Tries a mail that failed once more, for those who have not got it',
    returns: 'mail',
  }),
  administrator('GET', inAccount('/mail_setup'), showSetup, {
    summary: 'Says what the installation has for mail: a server that sends, and a domain whose mail comes in',
    returns: 'mail_setup',
  }),
  administrator('POST', inAccount('/test_mail'), testMail, {
    summary: 'Mails the caller what mails of the desk look like',
    returns: 'test_mail',
  }),
  administrator('POST', inAccount('/inboxes/:id/test_smtp'), testSmtp, {
    summary: 'Tries out the mail server of an inbox, and shows what both sides said',
    returns: 'mail_probe',
  }),
  administrator('POST', inAccount('/inboxes/:id/check_dns'), checkDns, {
    summary: 'Says which records the domain of a mailbox needs, and which it has',
    returns: 'mail_records',
  }),
]

/** A mail that carries a message is tried again as that message, so that its thread says so too. */
async function retry(call: MemberCall) {
  const { accountId, actor } = call.caller
  const id = idOf(call.params['id'])
  const known = await findMail(call.ports.db, accountId, id)
  if (!known) throw notFound()
  const { conversationNumber: number, messageId, purpose } = known
  await call.ports.work(accountId, actor, async (work) => {
    if (purpose === 'reply' && number !== null && messageId !== null) {
      await retryMessage(work, await loadForChange(work, actor, number), messageId)
    }
    await retryMail(work, id)
  })
  return mail((await findMail(call.ports.db, accountId, id)) ?? known)
}

async function showSetup(call: MemberCall) {
  const { from, server, inboundDomain } = await inItsBrand(call.ports.db, call.ports.mail.installation)
  return {
    outgoing: from && server && { from: from.address, host: server.host },
    inbound_domain: inboundDomain,
    oauth: (['google', 'microsoft'] as const).filter((one) => call.ports.mailProviders[one]),
  }
}

/** Whoever is impatient must not fill a mailbox. */
const TESTS = { hits: 20, seconds: 3600 }

async function testMail(call: MemberCall) {
  const { accountId, actor, person } = call.caller
  const { installation } = call.ports.mail
  await limit(call.ports.scratch, `test-mails:${accountId}`, TESTS)
  const isQueued = await call.ports.work(accountId, actor, (work) => sendTestMail(work, installation, person.email))
  if (!isQueued) throw invalid('email', 'No mail server is set up on this installation: set SMTP_URL')
  return { email: person.email }
}

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
