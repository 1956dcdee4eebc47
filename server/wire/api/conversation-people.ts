import { draftBody, participantsBody } from '../../../contract/http/conversations.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  dropDraft,
  findDraft,
  inviteParticipants,
  keepDraft,
  loadConversation,
  muteConversation,
  participantIds,
  removeParticipants,
  setParticipants,
  unmuteConversation,
} from '../../features/conversations/index.ts'
import { listAgents } from '../../features/people/index.ts'
import { inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { agent } from '../present/person.ts'
import { shownFor } from '../shown-for.ts'
import { change } from './conversation-actions.ts'

type MemberCall = Call<MemberCaller>

const one = (path: string) => inAccount(`/conversations/:number${path}`)

/** Who takes part in a conversation, what they have begun to write, and whether its contact is let in (contract 2.9). */
export const conversationPeopleRoutes = [
  member('GET', one('/participants'), async (call) => showParticipants(call, await loaded(call)), {
    summary: 'Lists the agents who take part in a conversation',
    returns: 'agents',
  }),
  member('POST', one('/participants'), changeParticipants(inviteParticipants), {
    summary: 'Makes agents take part in a conversation',
    body: participantsBody,
    returns: 'agents',
  }),
  ...(['PATCH', 'PUT'] as const).map((method) =>
    member(method, one('/participants'), changeParticipants(setParticipants), {
      summary: 'Makes exactly these agents take part in a conversation',
      body: participantsBody,
      returns: 'agents',
    }),
  ),
  member('DELETE', one('/participants'), changeParticipants(removeParticipants), {
    summary: 'Lets agents take part in a conversation no longer',
    body: participantsBody,
    returns: 'agents',
  }),
  member('GET', one('/draft_messages'), showDraft, {
    summary: 'Shows what the caller has begun to write in a conversation',
    returns: 'draft',
  }),
  ...(['PUT', 'PATCH'] as const).map((method) =>
    member(
      method,
      one('/draft_messages'),
      async (call) => {
        const { message, note } = parse(draftBody, unwrap(call.body, 'draft_message'))
        const changes = { message: message ?? '', ...(note !== undefined && { note: note ?? '' }) }
        await change(call, (work, { id }) => keepDraft(work, id, call.caller.actor.userId, changes))
        return showDraft(call)
      },
      { summary: 'Keeps what the caller has begun to write in a conversation', body: draftBody, returns: 'draft' },
    ),
  ),
  member(
    'DELETE',
    one('/draft_messages'),
    async (call) => {
      await change(call, (work, { id }) => dropDraft(work, id, call.caller.actor.userId))
      return {}
    },
    { summary: 'Forgets what the caller had begun to write in a conversation' },
  ),
  member('POST', one('/mute'), async (call) => changed(call, muteConversation), {
    summary: 'Blocks the contact of a conversation and resolves it',
  }),
  member('POST', one('/unmute'), async (call) => changed(call, unmuteConversation), {
    summary: 'Lets the contact of a conversation in again',
  }),
]

function loaded(call: MemberCall) {
  return loadConversation(call.ports.db, call.caller, idOf(call.params['number']))
}

async function changed(call: MemberCall, action: Parameters<typeof change>[1]) {
  await change(call, action)
  return {}
}

function changeParticipants(action: typeof inviteParticipants) {
  return async (call: MemberCall) => {
    const { user_ids } = parse(participantsBody, call.body)
    const conversation = await change(call, (work, one) => action(work, one, user_ids))
    return showParticipants(call, conversation)
  }
}

async function showParticipants(call: MemberCall, { id }: { id: number }) {
  const { accountId } = call.caller
  const ids = await participantIds(call.ports.db, id)
  const [agents, shown] = await Promise.all([listAgents(call.ports.db, accountId, ids), shownFor(call, accountId)])
  return agents.map((one) => agent(one, shown))
}

async function showDraft(call: MemberCall) {
  const { id } = await loaded(call)
  const draft = await findDraft(call.ports.db, id, call.caller.actor.userId)
  if (!draft) return { has_draft: false }
  // Clients of upstream know one draft, the reply.
  return {
    has_draft: draft.message !== '',
    ...(draft.message && { message: draft.message }),
    ...(draft.note && { note: draft.note }),
  }
}
