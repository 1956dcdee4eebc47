import { receivedMailsQuery } from '../../../contract/http/received-mails.ts'
import { loadInbox } from '../../features/inboxes/index.ts'
import { listReceivedMails, loadReceivedMail, retryReceivedMail } from '../../features/received-mails/index.ts'
import { notFound } from '../../kernel/refusal.ts'
import { answered, type Call } from '../../platform/http/route.ts'
import { administrator, inAccount, type MemberCaller } from '../access.ts'
import { idOf, parse } from '../parse.ts'
import { receivedMail } from '../present/received-mail.ts'

type MemberCall = Call<MemberCaller>

/** What administrators see of the mails that came into an inbox; ours. */
export const receivedMailRoutes = [
  administrator(
    'GET',
    inAccount('/inboxes/:id/received_mails'),
    async (call) => {
      const filter = parse(receivedMailsQuery, call.query)
      const mails = await listReceivedMails(call.ports.db, await placeOf(call), filter)
      return { payload: mails.map(receivedMail) }
    },
    {
      summary: 'Lists the latest mails that came into an inbox and what became of them, 50 at a time',
      query: receivedMailsQuery,
      returns: 'received_mails',
    },
  ),
  administrator('POST', inAccount('/inboxes/:id/received_mails/:mail/retry'), retry, {
    summary: 'Reads a mail again that was quarantined or ignored',
    returns: 'received_mail',
  }),
  administrator('GET', inAccount('/inboxes/:id/received_mails/:mail/source'), sendSource, {
    summary: 'Sends the raw source of a mail',
  }),
]

async function placeOf(call: MemberCall) {
  const { accountId, actor } = call.caller
  const inbox = await loadInbox(call.ports.db, accountId, actor, idOf(call.params['id']))
  return { accountId, inboxId: inbox.id }
}

async function mailOf(call: MemberCall) {
  return loadReceivedMail(call.ports.db, await placeOf(call), idOf(call.params['mail']))
}

async function retry(call: MemberCall) {
  const mail = await mailOf(call)
  const { accountId, actor } = call.caller
  await call.ports.work(accountId, actor, (work) => retryReceivedMail(work, mail))
  return receivedMail(await mailOf(call))
}

async function sendSource(call: MemberCall) {
  const { id, blobKey, byteSize } = await mailOf(call)
  if (blobKey === null) throw notFound()
  const source = await call.ports.blobs.open(blobKey).catch(() => {
    throw notFound()
  })
  call.reply.headers({
    'content-type': 'message/rfc822',
    'content-length': byteSize,
    'content-disposition': `attachment; filename="mail-${id}.eml"`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
  })
  call.reply.send(source)
  return answered
}
