import { inboxBody, newInboxBody } from '../../../contract/http/inboxes.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  assignableIds,
  changeInbox,
  CHANNEL_SECRET,
  createInbox,
  listInboxes,
  loadInbox,
  MAILBOX_PASSWORD,
  removeInbox,
  resetChannelSecret,
  type Inbox,
} from '../../features/inboxes/index.ts'
import { listAgents } from '../../features/people/index.ts'
import { administrator, inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { inboxAvatarUrl } from '../present/avatar.ts'
import { inbox, type ChannelSecrets } from '../present/inbox.ts'
import { agent } from '../present/person.ts'
import { receivedPicture } from '../received-files.ts'
import { shownFor } from '../shown-for.ts'
import { inboxChanges } from './inbox-input.ts'

type MemberCall = Call<MemberCaller>

/** Inboxes and their channels (contract 2.6). */
export const inboxRoutes = [
  member(
    'GET',
    inAccount('/inboxes'),
    async (call) => {
      const inboxes = await listInboxes(call.ports.db, call.caller.accountId, call.caller.actor)
      return { payload: inboxes.map((one) => show(call, one)) }
    },
    { summary: 'Lists the inboxes that one may see', returns: 'inboxes' },
  ),
  member('GET', inAccount('/inboxes/:id'), (call) => oneInbox(call, idOf(call.params['id'])), {
    summary: 'Shows an inbox',
    returns: 'inbox_of_channel',
  }),
  administrator(
    'POST',
    inAccount('/inboxes'),
    async (call) => {
      const body = parse(newInboxBody, unwrap(call.body, 'inbox'))
      const avatarBlobKey = body.avatar === undefined ? undefined : await receivedPicture(body.avatar)
      const id = await call.ports.work(call.caller.accountId, call.caller.actor, (work) =>
        createInbox(work, { ...inboxChanges(body), avatarBlobKey, name: body.name, channelType: body.channel.type }),
      )
      return oneInbox(call, id)
    },
    { summary: 'Opens an inbox with its channel', body: newInboxBody, returns: 'inbox_of_channel' },
  ),
  administrator(
    'PATCH',
    inAccount('/inboxes/:id'),
    async (call) => {
      const id = idOf(call.params['id'])
      const body = parse(inboxBody, unwrap(call.body, 'inbox'))
      const changes = {
        ...inboxChanges(body),
        avatarBlobKey: body.avatar === undefined ? undefined : await receivedPicture(body.avatar),
      }
      await call.ports.work(call.caller.accountId, call.caller.actor, (work) => changeInbox(work, id, changes))
      return oneInbox(call, id)
    },
    { summary: 'Changes an inbox and its channel', body: inboxBody, returns: 'inbox_of_channel' },
  ),
  administrator(
    'DELETE',
    inAccount('/inboxes/:id'),
    async (call) => {
      const id = idOf(call.params['id'])
      await call.ports.work(call.caller.accountId, call.caller.actor, (work) => removeInbox(work, id))
      return { message: 'Your inbox deletion request will be processed in some time.' }
    },
    { summary: 'Removes an inbox with its conversations', returns: 'message_only' },
  ),
  administrator(
    'DELETE',
    inAccount('/inboxes/:id/avatar'),
    async (call) => {
      const id = idOf(call.params['id'])
      const { accountId, actor } = call.caller
      await call.ports.work(accountId, actor, (work) => changeInbox(work, id, { avatarBlobKey: null }))
      return {}
    },
    { summary: 'Removes the picture of an inbox' },
  ),
  member(
    'GET',
    inAccount('/inboxes/:id/assignable_agents'),
    async (call) => {
      const { accountId, actor } = call.caller
      const { db } = call.ports
      const { id } = await loadInbox(db, accountId, actor, idOf(call.params['id']))
      const agents = await listAgents(db, accountId, await assignableIds(db, accountId, [id]))
      const shown = await shownFor(call, accountId)
      return { payload: agents.map((one) => agent(one, shown)) }
    },
    { summary: 'Lists who conversations of an inbox may be assigned to', returns: 'agents_payload' },
  ),
  administrator(
    'POST',
    inAccount('/inboxes/:id/reset_secret'),
    async (call) => {
      const { accountId, actor } = call.caller
      const one = await loadInbox(call.ports.db, accountId, actor, idOf(call.params['id']))
      if (!one.apiChannel) throw new Refusal('wrong_channel', 'Only API inboxes have a secret')
      await call.ports.work(accountId, actor, (work) => resetChannelSecret(work, one.id))
      return oneInbox(call, one.id)
    },
    { summary: 'Replaces the secret of an API inbox', returns: 'inbox_of_channel' },
  ),
]

async function oneInbox(call: MemberCall, id: number) {
  return show(call, await loadInbox(call.ports.db, call.caller.accountId, call.caller.actor, id))
}

function show(call: MemberCall, one: Inbox) {
  const secrets = call.caller.actor.role === 'administrator' ? secretsOf(call, one) : null
  const { origin, ports } = call
  const { inboundDomain } = ports.mail.installation
  const avatarUrl = inboxAvatarUrl(one, { origin, secrets: ports.secrets })
  return inbox(one, { origin, avatarUrl, secrets, inboundDomain })
}

function secretsOf(call: MemberCall, one: Inbox): ChannelSecrets {
  const { secrets } = call.ports
  const reveal = (encrypted: string | undefined) => (encrypted ? secrets.decrypt(encrypted, CHANNEL_SECRET) : null)
  const password = (encrypted: string | null | undefined) =>
    encrypted ? secrets.decrypt(encrypted, MAILBOX_PASSWORD) : ''
  return {
    hmacToken: reveal(one.webWidget?.hmacTokenEncrypted ?? one.apiChannel?.hmacTokenEncrypted),
    secret: reveal(one.apiChannel?.secretEncrypted),
    imapPassword: password(one.emailChannel?.imapPasswordEncrypted),
    smtpPassword: password(one.emailChannel?.smtpPasswordEncrypted),
  }
}
