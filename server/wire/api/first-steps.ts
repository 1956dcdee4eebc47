import { firstStepsBody } from '../../../contract/http/first-steps.ts'
import { dismissFirstSteps, loadFirstSteps } from '../../features/first-steps/index.ts'
import type { Call } from '../../platform/http/route.ts'
import { administrator, inAccount, type MemberCaller } from '../access.ts'
import { parse } from '../parse.ts'

const STEPS = inAccount('/first_steps')

/** What a new company does first, and how far it has come: an addition of ours. */
export const firstStepsRoutes = [
  administrator('GET', STEPS, show, {
    summary: 'Shows how far a new company has come with its first steps',
    returns: 'first_steps',
  }),
  administrator('PATCH', STEPS, dismiss, {
    summary: 'Puts the list of first steps away, or brings it back',
    body: firstStepsBody,
    returns: 'first_steps',
  }),
]

async function show(call: Call<MemberCaller>) {
  const steps = await loadFirstSteps(call.ports.db, call.caller.accountId)
  return {
    dismissed: steps.dismissed,
    website_made: steps.websiteMade,
    seen_inbox_ids: steps.seenInboxIds,
    message_came: steps.messageCame,
    reply_sent: steps.replySent,
    agent_invited: steps.agentInvited,
  }
}

async function dismiss(call: Call<MemberCaller>) {
  const { dismissed } = parse(firstStepsBody, call.body)
  const { accountId, actor } = call.caller
  await call.ports.work(accountId, actor, (work) => dismissFirstSteps(work, dismissed))
  return show(call)
}
