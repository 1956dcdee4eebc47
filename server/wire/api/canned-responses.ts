import {
  cannedResponseBody,
  cannedResponsesQuery,
  newCannedResponseBody,
} from '../../../contract/http/canned-responses.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  changeCannedReply,
  keepCannedReply,
  listCannedReplies,
  loadCannedReply,
  removeCannedReply,
} from '../../features/canned-replies/index.ts'
import { inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { cannedResponse } from '../present/kept.ts'

/** Canned responses, which any member keeps (contract 2.7). */
export const cannedResponseRoutes = [
  member(
    'GET',
    inAccount('/canned_responses'),
    async (call) => {
      const { search } = parse(cannedResponsesQuery, call.query)
      return (await listCannedReplies(call.ports.db, call.caller.accountId, search)).map(cannedResponse)
    },
    { summary: 'Lists canned responses', query: cannedResponsesQuery, returns: 'canned_responses' },
  ),
  member(
    'POST',
    inAccount('/canned_responses'),
    async (call) => {
      const { short_code: shortCode, content } = parse(newCannedResponseBody, unwrap(call.body, 'canned_response'))
      const { accountId, actor } = call.caller
      const id = await call.ports.work(accountId, actor, (work) => keepCannedReply(work, { shortCode, content }))
      return oneReply(call, id)
    },
    { summary: 'Creates a canned response', body: newCannedResponseBody, returns: 'canned_response' },
  ),
  member(
    'PATCH',
    inAccount('/canned_responses/:id'),
    async (call) => {
      const id = idOf(call.params['id'])
      const { short_code: shortCode, content } = parse(cannedResponseBody, unwrap(call.body, 'canned_response'))
      const { accountId, actor } = call.caller
      await call.ports.work(accountId, actor, (work) => changeCannedReply(work, id, { shortCode, content }))
      return oneReply(call, id)
    },
    { summary: 'Changes a canned response', body: cannedResponseBody, returns: 'canned_response' },
  ),
  member(
    'DELETE',
    inAccount('/canned_responses/:id'),
    async (call) => {
      const id = idOf(call.params['id'])
      await call.ports.work(call.caller.accountId, call.caller.actor, (work) => removeCannedReply(work, id))
      return {}
    },
    { summary: 'Removes a canned response' },
  ),
]

async function oneReply(call: Call<MemberCaller>, id: number) {
  return cannedResponse(await loadCannedReply(call.ports.db, call.caller.accountId, id))
}
