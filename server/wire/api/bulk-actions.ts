import { bulkBody } from '../../../contract/http/bulk.ts'
import { notAllowed } from '../../kernel/refusal.ts'
import { answered, type Call } from '../../platform/http/route.ts'
import { bulkChangeContacts } from '../../features/contacts/index.ts'
import { requestBulkChange } from '../../features/bulk/index.ts'
import { inAccount, member, type MemberCaller } from '../access.ts'
import { parse } from '../parse.ts'

/** The same change to many at once (contract 2.12): answered when it is queued. */
export const bulkActionRoutes = [
  member('POST', inAccount('/bulk_actions'), request, {
    summary: 'Changes, labels or deletes many conversations or contacts',
    body: bulkBody,
  }),
]

async function request(call: Call<MemberCaller>) {
  const { type } = call.body as { type?: unknown }
  if (type !== 'Conversation' && type !== 'Contact') {
    call.reply.status(422).send({ success: false, error: 'type must be Conversation or Contact' })
    return answered
  }
  const { accountId, actor } = call.caller
  const { ids, fields, labels, snoozed_until, action_name } = parse(bulkBody, call.body)
  if (action_name === 'delete' && actor.role !== 'administrator') throw notAllowed()
  if (type === 'Contact') {
    const change = {
      labels: { add: labels?.add ?? [], remove: labels?.remove ?? [] },
      delete: action_name === 'delete',
    }
    await call.ports.work(accountId, actor, async (work) => bulkChangeContacts(work, ids, change))
    return {}
  }
  const change = {
    status: fields?.status,
    snoozedUntil: snoozed_until,
    assigneeId: fields?.assignee_id,
    teamId: fields?.team_id,
    priority: fields?.priority,
    addLabels: labels?.add ?? undefined,
    removeLabels: labels?.remove ?? undefined,
    delete: action_name === 'delete',
  }
  await call.ports.work(accountId, actor, (work) => requestBulkChange(work, actor, ids, change))
  return {}
}
